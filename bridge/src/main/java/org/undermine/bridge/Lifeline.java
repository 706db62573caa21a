package org.undermine.bridge;

import java.io.IOException;
import java.io.InputStream;

/** A pipe whose other end only another process holds: it ends when that process does, however that may be. */
final class Lifeline {
    private Lifeline() {}

    /** Runs {@code end}, in a thread of its own, once the pipe has ended. */
    static void watch(String pipe, Runnable end) throws IOException {
        InputStream opened = Pipe.reading(pipe);
        Gateway.daemon("lifeline", () -> {
            try (opened) {
                while (opened.read() >= 0) continue;
            } catch (IOException e) {
                // it ended
            }
            end.run();
        });
    }
}
