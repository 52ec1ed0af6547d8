/* The widgets, by the names of their elements after `dacu-`. */
export const WIDGETS = ['countdown', 'coupons', 'draw', 'flash-sale', 'cart', 'rules'];

/** Selects their elements. */
export const WIDGET_TAGS = WIDGETS.map((name) => 'dacu-' + name).join();

/** The name of a widget's element. */
export const widgetName = (element) => element.localName.slice('dacu-'.length);
