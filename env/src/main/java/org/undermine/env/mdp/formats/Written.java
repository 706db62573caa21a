package org.undermine.env.mdp.formats;

import java.nio.file.Path;
import java.util.List;

/** What was written: the files, and what whoever reads them will count. */
public record Written(List<Path> files, int states, int choices, int outcomes) {
    static Written of(List<Path> files, NumericMdp mdp) {
        return new Written(files, mdp.states(), mdp.choices(), mdp.outcomes());
    }
}
