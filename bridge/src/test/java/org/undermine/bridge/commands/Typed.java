package org.undermine.bridge.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What came of a command that was typed. */
record Typed(int status, String out, String err) {
    static Typed run(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(stream(out), stream(err), false);
        int status = Commands.run(console, args);
        console.finish();
        return new Typed(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs a line without quotes in it. */
    static Typed line(String line) {
        return run(line.strip().split(" +"));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    Typed succeeded() {
        assertEquals(0, status, err);
        return this;
    }

    JsonNode json() throws JsonProcessingException {
        succeeded();
        assertEquals("", err);
        assertEquals(1, out.lines().count(), out);
        return new ObjectMapper().readTree(out);
    }

    /** Refused with one line on standard error, nothing on standard output. @return that line */
    String refusal(int expected) {
        assertEquals(expected, status, out + err);
        assertEquals(1, err.lines().count(), err);
        assertEquals("", out);
        return err.strip();
    }
}
