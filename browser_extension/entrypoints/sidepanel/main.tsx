import { Panel } from "../../ui/panel/panel";
import "../../ui/panel/panel.css";
import { showPage } from "../../ui/show-page";

showPage(<Panel />);
