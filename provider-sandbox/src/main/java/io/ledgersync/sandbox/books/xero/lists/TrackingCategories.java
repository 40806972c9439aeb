package io.ledgersync.sandbox.books.xero.lists;

import io.ledgersync.sandbox.books.Numbers;
import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.kind.Json;
import io.ledgersync.sandbox.books.xero.kind.Kind;
import java.time.Instant;
import java.util.List;

/** Tracking categories with three options each; all but the first two are archived, as only two may be in use. */
public final class TrackingCategories extends Kind {
    private static final int IN_USE = 2;
    private static final List<String> NAMES = List.of("Region", "Department");
    private static final List<String> OPTIONS = List.of("North", "South", "West");

    public TrackingCategories(Book book) {
        super(book, "TrackingCategory");
    }

    private static String name(int index) {
        return index < NAMES.size() ? NAMES.get(index) : "Former " + index;
    }

    private String option(int index, int option) {
        return Numbers.uuid(index, option, "-4000-b000-", numbers.bits(index, option) & 0xFFFFFFFFFFFFL);
    }

    @Override
    protected void members(int index, Instant made, Json json) {
        json.text("Name", name(index))
                .text("Status", index < IN_USE ? "ACTIVE" : "ARCHIVED")
                .text("TrackingCategoryID", id(index))
                .array("Options");
        for (int option = 0; option < OPTIONS.size(); option++) {
            json.open()
                    .text("TrackingOptionID", option(index, option))
                    .text("Name", OPTIONS.get(option))
                    .text("Status", option == 2 ? "ARCHIVED" : "ACTIVE")
                    .flag("HasValidationErrors", false)
                    .flag("IsDeleted", false)
                    .flag("IsArchived", option == 2)
                    .flag("IsActive", option != 2)
                    .close();
        }
        json.end();
    }

    /** What a line is tracked by: one option of the first category on every fifth document, else nothing. */
    public void track(int document, int line, String member, Json json) {
        if (size() == 0 || line > 0 || document % 5 != 0) {
            json.none(member);
            return;
        }
        int option = document / 5 % 2;
        json.array(member)
                .open()
                .text("Name", name(0))
                .text("Option", OPTIONS.get(option))
                .text("TrackingCategoryID", id(0))
                .text("TrackingOptionID", option(0, option))
                .close()
                .end();
    }
}
