package io.ledgersync.bench;

import io.ledgersync.kit.Provider;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A benchmark's options: {@code --name value}. */
record Arguments(Map<String, String> values) {

    static Arguments parse(String[] arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--")) {
                throw new IllegalArgumentException("\"" + arguments[i] + "\" is no option; options are --name value");
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            values.put(arguments[i], arguments[i + 1]);
        }
        return new Arguments(Map.copyOf(values));
    }

    /** The same, when there are no other options than these. */
    Arguments only(String... names) {
        Set<String> allowed = Set.of(names);
        for (String name : values.keySet()) {
            if (!allowed.contains(name)) {
                throw new IllegalArgumentException("there is no option " + name);
            }
        }
        return this;
    }

    /** --provider, Xero when nothing is said. */
    Provider provider() {
        return Provider.valueOf(word("--provider", "xero", "qbo").toUpperCase(Locale.ROOT));
    }

    /** One of a few words, the first when nothing is said. */
    String word(String name, String... allowed) {
        String value = values.getOrDefault(name, allowed[0]);
        if (!List.of(allowed).contains(value)) {
            throw new IllegalArgumentException(name + " is \"" + value + "\"; allowed: " + String.join(", ", allowed));
        }
        return value;
    }

    /** A whole number. */
    int number(String name, int otherwise, int least, int most) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    name + " is \"" + value + "\"; allowed: " + least + " to " + most, notANumber);
        }
        throw new IllegalArgumentException(name + " is \"" + value + "\"; allowed: " + least + " to " + most);
    }
}
