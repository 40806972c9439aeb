/** What the apps have used of their providers' months. */
@NullMarked
package io.ledgersync.orchestrator.month;

import org.jspecify.annotations.NullMarked;
