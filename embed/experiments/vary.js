/*
 * The campaign file as a variation has it. Prices are not computed here: the page reads a file with
 * the chosen variation in the first place, and leaves out what belongs to others.
 */

/** Where the headings of a file are that may read otherwise. */
const LISTS = { ladder: 'ladders', flash_sale: 'flash_sales', draw: 'draws' };

/** Changes `file` into what `variation` of `experiment`, one of its own, shows. */
export function vary(file, experiment, variation) {
  const { variations } = experiment;
  const [chosen] = variations.splice(variation, 1);
  variations.unshift(chosen);
  (chosen.texts || []).forEach(({ place, id, text }) => {
    const list = file[LISTS[place]];
    const [of, field] = list ? [list.find((entry) => entry.id === id), 'name'] : [file, place];
    if (of && (list || place === 'name' || place === 'slogan')) of[field] = text;
  });
  if (chosen.theme) file.theme = chosen.theme;
  if (chosen.odds) redraw(file.draws.find(({ id }) => id === chosen.odds.draw), chosen.odds.prizes);
}

/** Gives a draw other odds, and each prize one sector: sectors are as wide as the odds. */
function redraw(draw, odds) {
  odds.forEach(({ prize, ppm }) => {
    draw.prizes.find(({ id }) => id === prize).ppm = ppm;
  });
  delete draw.sectors;
}
