package io.ledgersync.store.entity;

/**
 * Names that a map's keys bring along, made fit for MongoDB, whose queries give "." and "$" a meaning and whose
 * documents end a name at a zero byte.
 */
final class FieldName {

    private FieldName() {}

    static String escaped(String name) {
        return name.replace("%", "%25").replace(".", "%2E").replace("$", "%24").replace("\0", "%00");
    }

    static String plain(String name) {
        return name.indexOf('%') < 0
                ? name
                : name.replace("%00", "\0")
                        .replace("%24", "$")
                        .replace("%2E", ".")
                        .replace("%25", "%");
    }
}
