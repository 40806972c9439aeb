package io.ledgersync.sandbox.books.xero.kind;

import io.ledgersync.sandbox.books.Numbers;
import java.util.List;

/** The chart of accounts, by place: first the accounts with a part to play, then revenues and costs in turn. */
public final class Chart {
    public static final int BANK = 0;
    public static final int DEBTORS = 1;
    public static final int CREDITORS = 2;
    public static final int SAVINGS = 5;
    public static final int TAX = 6;
    public static final int GAINS = 7;
    public static final int EARNINGS = 8;
    public static final int EQUIPMENT = 9;
    /** Fewer accounts carry no documents. */
    public static final int FEWEST = 5;

    private static final List<Role> ROLES = List.of(
            new Role("Business Bank Account", "BANK", "ASSET", ""),
            new Role("Accounts Receivable", "CURRENT", "ASSET", "DEBTORS"),
            new Role("Accounts Payable", "CURRLIAB", "LIABILITY", "CREDITORS"),
            new Role("Sales", "REVENUE", "REVENUE", ""),
            new Role("Cost of Goods Sold", "DIRECTCOSTS", "EXPENSE", ""),
            new Role("Savings Account", "BANK", "ASSET", ""),
            new Role("VAT", "CURRLIAB", "LIABILITY", "GST"),
            new Role("Realised Currency Gains", "EXPENSE", "EXPENSE", "REALISEDCURRENCYGAIN"),
            new Role("Retained Earnings", "EQUITY", "EQUITY", "RETAINEDEARNINGS"),
            new Role("Office Equipment", "FIXED", "ASSET", ""));
    private static final List<String> INCOME = List.of("REVENUE", "SALES", "OTHERINCOME");
    private static final List<String> COSTS = List.of("EXPENSE", "OVERHEADS", "DIRECTCOSTS");

    private final Numbers numbers;
    private final int size;

    Chart(Numbers numbers, int size) {
        this.numbers = numbers;
        this.size = size;
    }

    /** What an account is. */
    public record Role(String name, String type, String category, String system) {}

    public boolean has(int account) {
        return account < size;
    }

    public String id(int account) {
        return numbers.uuid(account);
    }

    /** The account with an id; -1 when it is none of these. */
    public int account(String id) {
        return numbers.index(id, size);
    }

    public String code(int account) {
        return Integer.toString(100 + account * 5);
    }

    public Role role(int account) {
        if (account < ROLES.size()) {
            return ROLES.get(account);
        }
        boolean income = account % 2 == 1;
        String type = (income ? INCOME : COSTS).get(account / 2 % 3);
        return new Role(
                (income ? "Sales " : "Costs ") + numbers.company(account), type, income ? "REVENUE" : "EXPENSE", "");
    }

    /** An account for a line: chance decides among those without a part of their own. */
    public int forLine(long chance) {
        int others = size > ROLES.size() ? size - ROLES.size() : 0;
        int pick = (int) Long.remainderUnsigned(chance, others + 2L);
        return pick < 2 ? BANK + 3 + pick : ROLES.size() + pick - 2;
    }
}
