package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.Address;
import io.ledgersync.contract.ledger.Phone;
import io.ledgersync.kit.reading.Fields;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a party is found; Xero gives every kind of address and number, empty ones too. */
final class Addresses {
    private Addresses() {}

    /** The addresses that say anything. */
    static List<Address> of(Fields party) {
        return party.list("Addresses").stream()
                .map(Addresses::address)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The numbers that are not empty. */
    static List<Phone> phones(Fields party) {
        return party.list("Phones").stream()
                .filter(phone -> phone.text("PhoneNumber") != null)
                .map(phone -> new Phone(
                        switch (phone.textOrEmpty("PhoneType")) {
                            case "DEFAULT" -> "DEFAULT";
                            case "DDI" -> "DIRECT";
                            case "MOBILE" -> "MOBILE";
                            case "OFFICE" -> "OFFICE";
                            case "FAX" -> "FAX";
                            default -> "UNKNOWN";
                        },
                        Objects.requireNonNull(joined(phone, " ", "PhoneCountryCode", "PhoneAreaCode", "PhoneNumber"))))
                .toList();
    }

    private static @Nullable Address address(Fields address) {
        String street = joined(address, "\n", "AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4");
        if (street == null && joined(address, "", "City", "Region", "PostalCode", "Country") == null) {
            return null;
        }
        return new Address(
                switch (address.textOrEmpty("AddressType")) {
                    case "POBOX" -> "BILLING";
                    case "STREET" -> "STREET";
                    case "DELIVERY" -> "DELIVERY";
                    default -> "UNKNOWN";
                },
                street,
                address.text("City"),
                address.text("Region"),
                address.text("PostalCode"),
                address.text("Country"));
    }

    private static @Nullable String joined(Fields fields, String between, String... names) {
        String joined =
                Stream.of(names).map(fields::text).filter(Objects::nonNull).collect(Collectors.joining(between));
        return joined.isEmpty() ? null : joined;
    }
}
