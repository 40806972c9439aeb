/** A made-up provider for the tests of the kit: lists of records that change, and the connector that reads them. */
package io.ledgersync.kit.toy;
