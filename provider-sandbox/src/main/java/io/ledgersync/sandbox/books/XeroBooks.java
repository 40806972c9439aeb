package io.ledgersync.sandbox.books;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A Xero organisation's books, generated: every document has three lines, every journal balances. */
public final class XeroBooks {
    private static final Set<String> POSTED = Set.of("Invoice", "BankTransaction", "Payment");
    /** The first accounts of every chart. */
    private static final int BANK = 0;

    private static final int DEBTORS = 1;
    private static final int CREDITORS = 2;
    private static final int FIRST_OTHER = 3;

    private final BooksSpec spec;
    private final Numbers accounts;
    private final Numbers contacts;
    private final Numbers invoices;
    private final Numbers payments;
    private final Numbers bank;
    private final Numbers journals;

    public XeroBooks(BooksSpec spec, long seed) {
        this.spec = spec;
        accounts = new Numbers(seed, "Account");
        contacts = new Numbers(seed, "Contact");
        invoices = new Numbers(seed, "Invoice");
        payments = new Numbers(seed, "Payment");
        bank = new Numbers(seed, "BankTransaction");
        journals = new Numbers(seed, "Journal");
    }

    /** Puts the books on an organisation's shelves. */
    public void fill(Organisation organisation) {
        organisation.shelf("Account", new Shelf(new Rows(accounts, spec.size("Account"), this::account)));
        organisation.shelf("Contact", new Shelf(new Rows(contacts, spec.size("Contact"), this::contact)));
        organisation.shelf("Invoice", new Shelf(new Rows(invoices, spec.size("Invoice"), this::invoice)));
        organisation.shelf("Payment", new Shelf(new Rows(payments, spec.size("Payment"), this::payment)));
        organisation.shelf(
                "BankTransaction", new Shelf(new Rows(bank, spec.size("BankTransaction"), this::bankTransaction)));
        organisation.shelf("Journal", new Shelf(new Rows(journals, spec.size("Journal"), this::journal)));
    }

    /** Writes one record. */
    interface Writer {
        void write(int index, Instant made, StringBuilder out);
    }

    /** Records whose ids are UUIDs. */
    private record Rows(Numbers numbers, int size, Writer writer) implements Generator {
        @Override
        public String id(int index) {
            return numbers.uuid(index);
        }

        @Override
        public int index(String id) {
            return numbers.index(id, size);
        }

        @Override
        public Instant created(int index) {
            return Numbers.made(index, size);
        }

        @Override
        public void write(int index, StringBuilder out) {
            writer.write(index, created(index), out);
        }
    }

    private int otherAccount(int index, int line) {
        int others = Math.max(1, spec.size("Account") - FIRST_OTHER);
        return Math.min(FIRST_OTHER + invoices.below(others, index, 40 + line), Math.max(0, spec.size("Account") - 1));
    }

    private static String code(int account) {
        return Integer.toString(100 + account * 5);
    }

    private void account(int i, Instant made, StringBuilder out) {
        boolean revenue = i % 2 == 1;
        String type = i == BANK
                ? "BANK"
                : i == DEBTORS ? "CURRENT" : i == CREDITORS ? "CURRLIAB" : revenue ? "REVENUE" : "EXPENSE";
        String category = i <= DEBTORS ? "ASSET" : i == CREDITORS ? "LIABILITY" : revenue ? "REVENUE" : "EXPENSE";
        String name = i == BANK
                ? "Business Bank Account"
                : i == DEBTORS
                        ? "Accounts Receivable"
                        : i == CREDITORS ? "Accounts Payable" : (revenue ? "Sales " : "Costs ") + accounts.company(i);
        out.append("{\"AccountID\":\"")
                .append(accounts.uuid(i))
                .append("\",\"Code\":\"")
                .append(code(i))
                .append("\",\"Name\":\"")
                .append(name);
        out.append("\",\"Status\":\"ACTIVE\",\"Type\":\"")
                .append(type)
                .append("\",\"TaxType\":\"NONE\",\"Description\":\"")
                .append(name)
                .append(" of the business\",\"Class\":\"")
                .append(category);
        out.append("\",\"SystemAccount\":\"")
                .append(i == DEBTORS ? "DEBTORS" : i == CREDITORS ? "CREDITORS" : "")
                .append("\",\"EnablePaymentsToAccount\":")
                .append(i == BANK);
        out.append(",\"ShowInExpenseClaims\":false,\"BankAccountType\":\"")
                .append(i == BANK ? "BANK" : "")
                .append("\",\"ReportingCode\":\"")
                .append(category)
                .append("\",\"HasAttachments\":false");
        if (i == BANK) {
            out.append(",\"CurrencyCode\":\"GBP\"");
        }
        updated(made, out).append(",\"AddToWatchlist\":false}");
    }

    private static StringBuilder updated(Instant made, StringBuilder out) {
        return out.append(",\"UpdatedDateUTC\":\"/Date(")
                .append(made.toEpochMilli())
                .append("+0000)/\"");
    }

    private void contact(int i, Instant made, StringBuilder out) {
        String name = contacts.company(i);
        out.append("{\"ContactID\":\"")
                .append(contacts.uuid(i))
                .append("\",\"ContactStatus\":\"")
                .append(i % 50 == 49 ? "ARCHIVED" : "ACTIVE");
        out.append("\",\"Name\":\"")
                .append(name)
                .append("\",\"FirstName\":\"Robin\",\"LastName\":\"Smith\",\"EmailAddress\":\"contact")
                .append(i)
                .append("@example.com\",\"BankAccountDetails\":\"\"");
        out.append(
                        ",\"Addresses\":[{\"AddressType\":\"STREET\",\"City\":\"\",\"Region\":\"\",\"PostalCode\":\"\",\"Country\":\"\"},{\"AddressType\":\"POBOX\",\"AddressLine1\":\"")
                .append(1 + i % 200);
        out.append(
                        " High Street\",\"City\":\"Bristol\",\"Region\":\"\",\"PostalCode\":\"BS1 4DJ\",\"Country\":\"United Kingdom\"}],\"Phones\":[{\"PhoneType\":\"DEFAULT\",\"PhoneNumber\":\"555")
                .append(1000 + i % 9000);
        out.append(
                "\",\"PhoneAreaCode\":\"0117\",\"PhoneCountryCode\":\"44\"},{\"PhoneType\":\"FAX\",\"PhoneNumber\":\"\",\"PhoneAreaCode\":\"\",\"PhoneCountryCode\":\"\"}]");
        updated(made, out)
                .append(",\"ContactGroups\":[],\"IsSupplier\":")
                .append(i % 3 == 0)
                .append(",\"IsCustomer\":")
                .append(i % 3 != 0)
                .append(
                        ",\"DefaultCurrency\":\"GBP\",\"ContactPersons\":[],\"HasAttachments\":false,\"HasValidationErrors\":false}");
    }

    private static void money(long cents, StringBuilder out) {
        out.append(cents / 100).append('.');
        long rest = cents % 100;
        if (rest < 10) {
            out.append('0');
        }
        out.append(rest);
    }

    private static void day(String field, Instant made, int plusDays, StringBuilder out) {
        long midnight = Math.floorDiv(made.toEpochMilli(), 86_400_000L) * 86_400_000L + plusDays * 86_400_000L;
        out.append(",\"")
                .append(field)
                .append("\":\"/Date(")
                .append(midnight)
                .append("+0000)/\",\"")
                .append(field)
                .append("String\":\"");
        out.append(Instant.ofEpochMilli(midnight).toString(), 0, 19).append('"');
    }

    private long lines(Numbers numbers, int i, StringBuilder out) {
        long total = 0;
        out.append(",\"LineItems\":[");
        for (int line = 0; line < 3; line++) {
            int quantity = 1 + numbers.below(5, i, 10 + line);
            long cents = numbers.cents(i, 20 + line);
            int account = otherAccount(i, line);
            total += quantity * cents;
            out.append(line == 0 ? "{" : ",{")
                    .append("\"Description\":\"Item ")
                    .append(line + 1)
                    .append(" of document ")
                    .append(i)
                    .append("\",\"UnitAmount\":");
            money(cents, out);
            out.append("00,\"TaxType\":\"NONE\",\"TaxAmount\":0.00,\"LineAmount\":");
            money(quantity * cents, out);
            out.append(",\"AccountCode\":\"")
                    .append(code(account))
                    .append("\",\"Tracking\":[],\"Quantity\":")
                    .append(quantity);
            out.append(".0000,\"LineItemID\":\"")
                    .append(Numbers.uuid(i, line, "-4000-9000-", numbers.bits(i, 30 + line) & 0xFFFFFFFFFFFFL));
            out.append("\",\"AccountID\":\"").append(accounts.uuid(account)).append("\"}");
        }
        out.append(']');
        return total;
    }

    /** The total of a document without writing it. */
    private static long total(Numbers numbers, int i) {
        long total = 0;
        for (int line = 0; line < 3; line++) {
            total += (1L + numbers.below(5, i, 10 + line)) * numbers.cents(i, 20 + line);
        }
        return total;
    }

    private int contactOf(Numbers numbers, int i) {
        return numbers.below(Math.max(1, spec.size("Contact")), i, 3);
    }

    private void contactStub(int contact, StringBuilder out) {
        out.append(",\"Contact\":{\"ContactID\":\"")
                .append(contacts.uuid(contact))
                .append("\",\"Name\":\"")
                .append(contacts.company(contact));
        out.append(
                "\",\"Addresses\":[],\"Phones\":[],\"ContactGroups\":[],\"ContactPersons\":[],\"HasValidationErrors\":false}");
    }

    private static boolean isSale(int invoice) {
        return invoice % 2 == 0;
    }

    private void invoice(int i, Instant made, StringBuilder out) {
        boolean paid = i < spec.size("Payment");
        long total = total(invoices, i);
        out.append("{\"Type\":\"")
                .append(isSale(i) ? "ACCREC" : "ACCPAY")
                .append("\",\"InvoiceID\":\"")
                .append(invoices.uuid(i))
                .append("\",\"InvoiceNumber\":\"INV-")
                .append(i);
        out.append(
                "\",\"Reference\":\"\",\"Payments\":[],\"CreditNotes\":[],\"Prepayments\":[],\"Overpayments\":[],\"AmountDue\":");
        money(paid ? 0 : total, out);
        out.append(",\"AmountPaid\":");
        money(paid ? total : 0, out);
        out.append(
                ",\"AmountCredited\":0.00,\"CurrencyRate\":1.0000000000,\"IsDiscounted\":false,\"HasAttachments\":false,\"InvoiceAddresses\":[],\"HasErrors\":false,\"InvoicePaymentServices\":[]");
        contactStub(contactOf(invoices, i), out);
        day("Date", made, 0, out);
        day("DueDate", made, 30, out);
        out.append(",\"Status\":\"").append(paid ? "PAID" : "AUTHORISED").append("\",\"LineAmountTypes\":\"NoTax\"");
        lines(invoices, i, out);
        out.append(",\"SubTotal\":");
        money(total, out);
        out.append(",\"TotalTax\":0.00,\"Total\":");
        money(total, out);
        updated(made, out).append(",\"CurrencyCode\":\"GBP\"}");
    }

    private void payment(int i, Instant made, StringBuilder out) {
        int paid = spec.size("Invoice") == 0 ? 0 : i % spec.size("Invoice");
        out.append("{\"PaymentID\":\"").append(payments.uuid(i)).append('"');
        long midnight = Math.floorDiv(made.toEpochMilli(), 86_400_000L) * 86_400_000L;
        out.append(",\"Date\":\"/Date(").append(midnight).append("+0000)/\",\"BankAmount\":");
        money(total(invoices, paid), out);
        out.append(",\"Amount\":");
        money(total(invoices, paid), out);
        out.append(",\"Reference\":\"\",\"CurrencyRate\":1.0000000000,\"PaymentType\":\"")
                .append(isSale(paid) ? "ACCRECPAYMENT" : "ACCPAYPAYMENT")
                .append("\",\"Status\":\"AUTHORISED\"");
        updated(made, out)
                .append(",\"HasAccount\":true,\"IsReconciled\":false,\"Account\":{\"AccountID\":\"")
                .append(accounts.uuid(BANK))
                .append("\",\"Code\":\"")
                .append(code(BANK));
        out.append("\"},\"Invoice\":{\"Type\":\"")
                .append(isSale(paid) ? "ACCREC" : "ACCPAY")
                .append("\",\"InvoiceID\":\"")
                .append(invoices.uuid(paid))
                .append("\",\"InvoiceNumber\":\"INV-")
                .append(paid);
        out.append(
                "\",\"Payments\":[],\"CreditNotes\":[],\"Prepayments\":[],\"Overpayments\":[],\"IsDiscounted\":false,\"HasErrors\":false,\"InvoicePaymentServices\":[]");
        contactStub(contactOf(invoices, paid), out);
        out.append(",\"LineItems\":[],\"CurrencyCode\":\"GBP\"},\"HasValidationErrors\":false}");
    }

    private void bankTransaction(int i, Instant made, StringBuilder out) {
        long total = total(bank, i);
        out.append("{\"BankTransactionID\":\"")
                .append(bank.uuid(i))
                .append("\",\"BankAccount\":{\"AccountID\":\"")
                .append(accounts.uuid(BANK))
                .append("\",\"Code\":\"")
                .append(code(BANK));
        out.append("\",\"Name\":\"Business Bank Account\"},\"Type\":\"")
                .append(isSale(i) ? "RECEIVE" : "SPEND")
                .append("\",\"Reference\":\"\",\"IsReconciled\":")
                .append(i % 4 == 0)
                .append(",\"HasAttachments\":false");
        contactStub(contactOf(bank, i), out);
        day("Date", made, 0, out);
        out.append(",\"Status\":\"AUTHORISED\",\"LineAmountTypes\":\"NoTax\"");
        lines(bank, i, out);
        out.append(",\"SubTotal\":");
        money(total, out);
        out.append(",\"TotalTax\":0.00,\"Total\":");
        money(total, out);
        updated(made, out).append(",\"CurrencyCode\":\"GBP\"}");
    }

    /** The number of a generated journal: every tenth number is missing, as in real books. */
    public static int journalNumber(int index) {
        return index + 1 + index / 10;
    }

    /** How many generated journals have numbers up to and with this one. */
    public static int journalsUpTo(long number, int size) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (journalNumber(middle) <= number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void journal(int i, Instant made, StringBuilder out) {
        int sales = Math.max(1, spec.size("Invoice"));
        boolean ofInvoice = i < sales;
        int document = ofInvoice ? i : (i - sales) % Math.max(1, spec.size("BankTransaction"));
        Numbers numbers = ofInvoice ? invoices : bank;
        boolean in = isSale(document);
        int contra = ofInvoice ? (in ? DEBTORS : CREDITORS) : BANK;
        long midnight = Math.floorDiv(made.toEpochMilli(), 86_400_000L) * 86_400_000L;
        out.append("{\"JournalID\":\"")
                .append(journals.uuid(i))
                .append("\",\"JournalDate\":\"/Date(")
                .append(midnight)
                .append("+0000)/\",\"JournalNumber\":")
                .append(journalNumber(i));
        out.append(",\"CreatedDateUTC\":\"/Date(")
                .append(made.toEpochMilli())
                .append("+0000)/\",\"Reference\":\"\",\"SourceID\":\"")
                .append(numbers.uuid(document))
                .append("\",\"SourceType\":\"");
        out.append(ofInvoice ? (in ? "ACCREC" : "ACCPAY") : (in ? "CASHREC" : "CASHPAID"))
                .append("\",\"JournalLines\":[");
        journalLine(i, 0, contra, in ? total(numbers, document) : -total(numbers, document), out);
        for (int line = 0; line < 3; line++) {
            long amount = (1L + numbers.below(5, document, 10 + line)) * numbers.cents(document, 20 + line);
            out.append(',');
            journalLine(i, line + 1, otherAccount(document, line), in ? -amount : amount, out);
        }
        out.append("]}");
    }

    private void journalLine(int i, int line, int account, long cents, StringBuilder out) {
        out.append("{\"JournalLineID\":\"")
                .append(Numbers.uuid(i, line, "-4000-a000-", i * 4L + line))
                .append("\",\"AccountID\":\"")
                .append(accounts.uuid(account))
                .append("\",\"AccountCode\":\"")
                .append(code(account));
        out.append("\",\"AccountType\":\"")
                .append(
                        account == BANK
                                ? "BANK"
                                : account == DEBTORS
                                        ? "CURRENT"
                                        : account == CREDITORS ? "CURRLIAB" : account % 2 == 1 ? "REVENUE" : "EXPENSE");
        out.append("\",\"AccountName\":\"Account ").append(account).append("\",\"Description\":\"\",\"NetAmount\":");
        signed(cents, out);
        out.append(",\"GrossAmount\":");
        signed(cents, out);
        out.append(",\"TaxAmount\":0.00,\"TaxType\":\"NONE\",\"TaxName\":\"No VAT\",\"TrackingCategories\":[]}");
    }

    private static void signed(long cents, StringBuilder out) {
        if (cents < 0) {
            out.append('-');
        }
        money(Math.abs(cents), out);
    }

    static boolean posts(String sourceType) {
        return POSTED.contains(sourceType);
    }

    /** The id of an added journal. */
    static String journalId(int unique) {
        return "eeeeeeee-0000-4000-8000-%012x".formatted(unique);
    }

    /** The journal that a document posts, or that takes it back. */
    static ObjectNode journal(String sourceType, JsonNode document, int sign, int number, int unique, Instant now) {
        ObjectNode journal = Shelf.JSON.createObjectNode();
        journal.put("JournalID", journalId(unique));
        journal.put("JournalDate", Formats.xero(now.truncatedTo(java.time.temporal.ChronoUnit.DAYS)));
        journal.put("JournalNumber", number)
                .put("CreatedDateUTC", Formats.xero(now))
                .put("Reference", "");
        journal.put("SourceID", document.path(sourceType + "ID").asString(""))
                .put(
                        "SourceType",
                        document.path(sourceType.equals("Payment") ? "PaymentType" : "Type")
                                .asString(""));
        JsonNode amount = document.path(sourceType.equals("Payment") ? "Amount" : "Total");
        BigDecimal total =
                (amount.isNumber() ? amount.decimalValue() : BigDecimal.ZERO).multiply(BigDecimal.valueOf(sign));
        ArrayNode lines = journal.putArray("JournalLines");
        line(lines, unique, 0, "610", total);
        line(lines, unique, 1, "200", total.negate());
        return journal;
    }

    private static void line(ArrayNode lines, int unique, int line, String code, BigDecimal amount) {
        lines.addObject()
                .put("JournalLineID", "eeeeeeee-%04x-4000-a000-%012x".formatted(line, unique))
                .put("AccountCode", code)
                .put("AccountType", "CURRENT")
                .put("AccountName", "Account " + code)
                .put("NetAmount", amount)
                .put("GrossAmount", amount)
                .put("TaxAmount", new BigDecimal("0.00"));
    }
}
