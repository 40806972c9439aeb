/**
 * A simulator of both providers' APIs: define what they hold and how they behave, expect what arrives, query what did.
 */
@NullMarked
package io.ledgersync.sandbox;

import org.jspecify.annotations.NullMarked;
