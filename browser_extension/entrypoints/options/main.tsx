import { OptionsPage } from "../../ui/options/options-page";
import "../../ui/panel/panel.css";
import "../../ui/options/options.css";
import { showPage } from "../../ui/show-page";

showPage(<OptionsPage />);
