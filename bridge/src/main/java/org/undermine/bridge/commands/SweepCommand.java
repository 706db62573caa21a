package org.undermine.bridge.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "sweep", description = "soon")
final class SweepCommand implements Callable<Integer> {
    SweepCommand(Console console) {}

    @Override
    public Integer call() {
        return 0;
    }
}
