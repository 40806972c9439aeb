/** The HTTP face, public and internal. */
@NullMarked
package io.ledgersync.link.web;

import org.jspecify.annotations.NullMarked;
