package io.ledgersync.sandbox.qbo.query;

import java.util.ArrayList;
import java.util.List;

/** Takes a query apart into words, quoted values and signs. */
final class Lexer {
    private static final String SIGNS = "=<>(),*";

    private final String query;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String query) {
        this.query = query;
    }

    /** A word, a value in quotes (without them), a sign; or the end. */
    record Token(Kind kind, String text) {
        enum Kind {
            WORD,
            QUOTED,
            SIGN,
            END
        }

        boolean is(String word) {
            return kind != Kind.QUOTED && text.equalsIgnoreCase(word);
        }
    }

    static List<Token> tokens(String query) throws QueryRefused {
        Lexer lexer = new Lexer(query);
        while (lexer.at < query.length()) {
            lexer.next();
        }
        lexer.tokens.add(new Token(Token.Kind.END, "<EOF>"));
        return lexer.tokens;
    }

    private void next() throws QueryRefused {
        char first = query.charAt(at);
        if (Character.isWhitespace(first)) {
            at++;
        } else if (first == '\'') {
            quoted();
        } else if (SIGNS.indexOf(first) >= 0) {
            boolean two = (first == '<' || first == '>') && at + 1 < query.length() && query.charAt(at + 1) == '=';
            add(Token.Kind.SIGN, two ? 2 : 1);
        } else {
            int end = at;
            while (end < query.length()
                    && !Character.isWhitespace(query.charAt(end))
                    && query.charAt(end) != '\''
                    && SIGNS.indexOf(query.charAt(end)) < 0) {
                end++;
            }
            add(Token.Kind.WORD, end - at);
        }
    }

    private void add(Token.Kind kind, int length) {
        tokens.add(new Token(kind, query.substring(at, at + length)));
        at += length;
    }

    /** A backslash takes the quote, or the backslash, behind it as it is. */
    private void quoted() throws QueryRefused {
        StringBuilder value = new StringBuilder();
        for (int i = at + 1; i < query.length(); i++) {
            char here = query.charAt(i);
            boolean escapes = here == '\\'
                    && i + 1 < query.length()
                    && (query.charAt(i + 1) == '\'' || query.charAt(i + 1) == '\\');
            if (here == '\'') {
                tokens.add(new Token(Token.Kind.QUOTED, value.toString()));
                at = i + 1;
                return;
            }
            value.append(escapes ? query.charAt(++i) : here);
        }
        throw QueryRefused.unreadable(
                "Encountered <EOF> in a quoted value that began at column " + (at + 1) + ": " + query);
    }
}
