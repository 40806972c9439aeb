/** When something is due and whether there is room for it. Pure functions of their arguments. */
@NullMarked
package io.ledgersync.orchestrator.plan;

import org.jspecify.annotations.NullMarked;
