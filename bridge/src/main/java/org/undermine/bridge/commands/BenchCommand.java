package org.undermine.bridge.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "bench", description = "soon")
final class BenchCommand implements Callable<Integer> {
    BenchCommand(Console console) {}

    @Override
    public Integer call() {
        return 0;
    }
}
