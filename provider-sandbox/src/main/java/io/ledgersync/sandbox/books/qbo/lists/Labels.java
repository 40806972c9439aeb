package io.ledgersync.sandbox.books.qbo.lists;

import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Json;
import io.ledgersync.sandbox.books.qbo.kind.Kind;
import java.util.List;
import java.util.stream.Stream;

/** Lists whose records are a name and little more. */
public final class Labels extends Kind {
    private static final List<String> CURRENCIES = List.of("EUR", "GBP", "CAD", "AUD", "JPY", "CHF");

    private Labels(Book book, String sourceType) {
        super(book, sourceType, size(book, sourceType));
    }

    private static int size(Book book, String sourceType) {
        int size = book.size(sourceType);
        if (sourceType.equals("CompanyCurrency") && size > CURRENCIES.size()) {
            throw new IllegalArgumentException(
                    "CompanyCurrency is " + size + "; allowed are 0 to " + CURRENCIES.size());
        }
        return size;
    }

    /** Classes, departments, payment methods, terms and currencies. */
    public static List<Kind> all(Book book) {
        return Stream.of("Class", "Department", "PaymentMethod", "Term", "CompanyCurrency")
                .<Kind>map(sourceType -> new Labels(book, sourceType))
                .toList();
    }

    @Override
    protected void members(int index, Json json) {
        boolean currency = sourceType().equals("CompanyCurrency");
        String name = currency ? Book.name(CURRENCIES.get(index)) : sourceType() + " " + (index + 1);
        json.text("Name", name).flag("Active", true);
        switch (sourceType()) {
            case "Class" -> json.text("FullyQualifiedName", name).flag("SubClass", false);
            case "Department" -> json.text("FullyQualifiedName", name).flag("SubDepartment", false);
            case "PaymentMethod" -> json.text("Type", index % 2 == 0 ? "NON_CREDIT_CARD" : "CREDIT_CARD");
            case "Term" ->
                json.text("Type", "STANDARD").whole("DueDays", 15L * index).whole("DiscountDays", 0);
            default -> json.text("Code", CURRENCIES.get(index));
        }
    }
}
