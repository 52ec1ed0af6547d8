/** What `@medusajs/framework/utils` is too: the utilities, handed on. */
module.exports = require("@medusajs/utils");
