package org.undermine.env.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.undermine.protocols.Kind;

/** All that an observer is told, one line each. */
final class Story implements Observer {
    final List<String> lines = new ArrayList<>();

    private void tell(Object... words) {
        lines.add(Arrays.deepToString(words));
    }

    @Override
    public void made(
            double seconds, int node, long block, Kind kind, int ledger, boolean proof, long[] parents, long hash) {
        tell("made", seconds, node, block, kind, proof, parents, hash);
    }

    @Override
    public void released(double seconds, int node, long block) {
        tell("released", seconds, node, block);
    }

    @Override
    public void heard(double seconds, int node, long block) {
        tell("heard", seconds, node, block);
    }

    @Override
    public void preferred(double seconds, int node, long block) {
        tell("preferred", seconds, node, block);
    }

    @Override
    public void agreed(double seconds, long block) {
        tell("agreed", seconds, block);
    }
}
