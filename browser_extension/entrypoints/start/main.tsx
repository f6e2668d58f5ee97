import "../../ui/panel/panel.css";
import "../../ui/start/start.css";
import { showPage } from "../../ui/show-page";
import { StartPage } from "../../ui/start/start-page";

showPage(<StartPage />);
