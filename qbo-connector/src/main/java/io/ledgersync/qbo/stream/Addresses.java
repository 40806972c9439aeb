package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Address;
import io.ledgersync.contract.ledger.Phone;
import io.ledgersync.kit.reading.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a party is found; each kind of address and number has a field of its own. */
final class Addresses {
    private Addresses() {}

    /** The addresses that say anything. */
    static List<Address> of(Fields party) {
        List<Address> addresses = new ArrayList<>();
        add("BILLING", party.object("BillAddr"), addresses);
        add("DELIVERY", party.object("ShipAddr"), addresses);
        add("STREET", party.object("PrimaryAddr"), addresses);
        return addresses;
    }

    /** The numbers that are not empty. */
    static List<Phone> phones(Fields party) {
        List<Phone> phones = new ArrayList<>();
        call("DEFAULT", party.object("PrimaryPhone"), phones);
        call("ALTERNATE", party.object("AlternatePhone"), phones);
        call("MOBILE", party.object("Mobile"), phones);
        call("FAX", party.object("Fax"), phones);
        return phones;
    }

    private static void add(String kind, Fields address, List<Address> addresses) {
        String street = Stream.of("Line1", "Line2", "Line3", "Line4", "Line5")
                .map(address::text)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
        Address read = new Address(
                kind,
                street.isEmpty() ? null : street,
                address.text("City"),
                address.text("CountrySubDivisionCode"),
                address.text("PostalCode"),
                address.text("Country"));
        if (!read.equals(new Address(kind, null, null, null, null, null))) {
            addresses.add(read);
        }
    }

    private static void call(String kind, Fields phone, List<Phone> phones) {
        String number = phone.text("FreeFormNumber");
        if (number != null) {
            phones.add(new Phone(kind, number));
        }
    }
}
