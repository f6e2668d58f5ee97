import { Popup } from "../../ui/popup/popup";
import "../../ui/panel/panel.css";
import "../../ui/popup/popup.css";
import { showPage } from "../../ui/show-page";

showPage(<Popup />);
