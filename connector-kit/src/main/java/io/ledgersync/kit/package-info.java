/** The SPI of a connector, one screen: what a provider's module implements; the engine lives in the packages below. */
@NullMarked
package io.ledgersync.kit;

import org.jspecify.annotations.NullMarked;
