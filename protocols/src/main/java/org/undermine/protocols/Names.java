package org.undermine.protocols;

import java.util.Comparator;
import java.util.List;

/** What to say to somebody who typed a name that is not there. */
public final class Names {
    private Names() {}

    /** One line: the name typed, the nearest one there is if it is near, and all that are allowed. */
    public static String unknown(String what, String typed, List<String> known) {
        String nearest = known.stream()
                .min(Comparator.comparingInt(n -> distance(typed, n)))
                .orElse("");
        boolean near = distance(typed, nearest) <= Math.max(1, typed.length() / 3);
        return "unknown " + what + " " + typed + (near ? "; did you mean " + nearest + "?" : "") + " (allowed: "
                + String.join(", ", known) + ")";
    }

    /** Levenshtein's distance: how many letters to insert, delete or replace. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
