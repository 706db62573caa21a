package org.undermine.env.attack;

import java.util.function.Function;

/**
 * One thing that a protocol promises.
 *
 * @param promise in one line
 * @param test says what it looked at; throws {@link Broken}. It is to ask all its questions of rules that are
 *     {@link Watch#over watched}
 */
public record Check(String promise, Function<Watch, String> test) {
    /** What was looked at. @throws Broken if the promise is not kept */
    public String run() {
        return Watch.during(test);
    }
}
