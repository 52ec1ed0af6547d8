/**
 * A thread of the studio's: it runs the studio's own program, which finds no document here and answers
 * questions (`aside.rs`). The page sends the address of the program's glue and the compiled module.
 */
onmessage = ({ data: [glue, module] }) => {
  onmessage = null;
  import(glue)
    .then(({ default: start }) => start({ module_or_path: module }))
    .then(() => postMessage(true), () => postMessage(false));
};
