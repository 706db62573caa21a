package org.undermine.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.undermine.protocols.hfm.Coverage;
import org.undermine.protocols.hfm.Detection;
import org.undermine.protocols.hfm.FreeEntry;

/** What can be asked of HFM's design itself, without an attack. Sessions are 0 to 10^6, ranges 1 to 10^4. */
final class HfmNumbers {
    private static final int MOST_SESSIONS = 1_000_000;
    private static final int MOST_RANGES = 10_000;
    private static final long MOST_TRANSACTIONS = 1_000_000_000;

    private HfmNumbers() {}

    /**
     * For each reading, {@code one} and {@code all}: {@code seen} of {@code n} sessions on {@code s} ranges; {@code sessions}
     * that {@code s} ranges need, where n is not said; {@code ranges} that {@code n} sessions see, where s is not.
     */
    static ObjectNode coverage(JsonNode asked) {
        var answer = JsonNodeFactory.instance.objectNode();
        for (Coverage reading : Coverage.values()) {
            String name = reading.name().toLowerCase(Locale.ROOT);
            if (!asked.has("n")) answer.put(name, reading.sessions(ranges(asked)));
            else if (!asked.has("s")) answer.put(name, reading.ranges(sessions(asked, "n")));
            else answer.put(name, reading.seen(sessions(asked, "n"), ranges(asked)));
        }
        return answer;
    }

    /** How surely {@code m} honest sessions on {@code s} ranges see a fraud: {@code inside}, {@code border}, {@code apart}. */
    static ObjectNode detection(JsonNode asked) {
        var answer = JsonNodeFactory.instance.objectNode();
        for (Detection place : Detection.values())
            answer.put(place.name().toLowerCase(Locale.ROOT), place.by(sessions(asked, "m"), ranges(asked)));
        return answer;
    }

    /** Who enters where blocks have {@code t} transactions: {@code miners}, {@code ranges}, {@code work}. */
    static ObjectNode entry(JsonNode asked) {
        String reading = asked.path("reading").asText();
        if (!List.of("one", "all").contains(reading))
            throw new IllegalArgumentException("reading is " + reading + "; allowed: one, all");
        var entry = new FreeEntry(
                        Coverage.valueOf(reading.toUpperCase(Locale.ROOT)),
                        asked.path("mining").asDouble(),
                        asked.path("validating").asDouble())
                .at(whole(asked, "t", 0, MOST_TRANSACTIONS));
        return JsonNodeFactory.instance
                .objectNode()
                .put("miners", entry.miners())
                .put("ranges", entry.ranges())
                .put("work", entry.work());
    }

    private static long sessions(JsonNode asked, String name) {
        return whole(asked, name, 0, MOST_SESSIONS);
    }

    private static int ranges(JsonNode asked) {
        return (int) whole(asked, "s", 1, MOST_RANGES);
    }

    private static long whole(JsonNode asked, String name, long min, long max) {
        JsonNode value = asked.path(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < min
                || value.longValue() > max)
            throw new IllegalArgumentException(name + " is " + value.asText() + "; allowed: " + min + " to " + max);
        return value.longValue();
    }
}
