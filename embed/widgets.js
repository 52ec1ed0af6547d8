/* The widgets, by the names of their elements after `dacu-`; from embed/contract.json. */
const WIDGETS = __WIDGET_NAMES__;

/** Selects their elements. */
export const WIDGET_TAGS = WIDGETS.map((name) => 'dacu-' + name).join();

/** The name of a widget's element. */
export const widgetName = (element) => element.localName.slice('dacu-'.length);
