package io.ledgersync.sandbox.books.qbo.lists;

import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Json;
import java.util.List;

/** Who works for the company. */
public final class Employees extends Party {
    private static final List<String> GIVEN = List.of("Ada", "Ben", "Cleo", "Dag", "Eva", "Finn", "Gus", "Hana");

    public Employees(Book book) {
        super(book, "Employee");
    }

    @Override
    protected void members(int index, Json json) {
        String given = GIVEN.get(numbers.below(GIVEN.size(), index, 1));
        String name = given + " Johnson " + index;
        json.text("GivenName", given)
                .text("FamilyName", "Johnson " + index)
                .text("DisplayName", name)
                .text("PrintOnCheckName", name)
                .flag("Active", true)
                .flag("BillableTime", false);
        address(index, json);
    }
}
