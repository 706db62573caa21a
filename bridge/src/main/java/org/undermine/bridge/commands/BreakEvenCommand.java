package org.undermine.bridge.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "break-even", description = "soon")
final class BreakEvenCommand implements Callable<Integer> {
    BreakEvenCommand(Console console) {}

    @Override
    public Integer call() {
        return 0;
    }
}
