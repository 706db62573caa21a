package org.undermine.env.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.undermine.env.network.Topology.Link;
import org.undermine.env.network.Topology.Node;

class GraphMlTest {
    private static final Delay SLOW = new Delay.Exponential(9);

    @TempDir
    private Path folder;

    private static Topology parse(String xml) {
        return GraphMl.parse(xml.getBytes(StandardCharsets.UTF_8), SLOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two-agents", "clique:4", "ring:5", "random:8,3", "gamma:0.3"})
    void what_is_written_is_read_back(String name) throws IOException {
        for (Delay delay : List.of(new Delay.Constant(2), new Delay.Uniform(1, 3), new Delay.Exponential(0.1))) {
            Topology topology = Topologies.parse(name, delay, 3);
            assertEquals(topology, parse(GraphMl.write(topology)));
            Path file = Files.writeString(folder.resolve("t.graphml"), GraphMl.write(topology));
            assertEquals(topology, Topologies.parse(file.toString(), SLOW, 3));
        }
    }

    @Test
    void names_with_markup_in_them_survive() {
        var odd = new Topology(List.of(new Node("<a & \"b\">", 1, true)), List.of());
        assertEquals(odd, parse(GraphMl.write(odd)));
    }

    /** As other programs write it: keys with other ids, defaults, undirected edges, data that is none of our business. */
    @Test
    void files_of_other_programs_are_read() {
        Topology topology = parse("""
                <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
                  <key id="d0" for="edge" attr.name="delay" attr.type="string"><default>uniform:1,2</default></key>
                  <key id="d1" for="node" attr.name="share" attr.type="double"/>
                  <key id="d2" for="node" attr.name="colour" attr.type="string"/>
                  <graph edgedefault="undirected">
                    <node id="x"><data key="d1"> 0.25 </data><data key="d2">red</data></node>
                    <node id="y"/>
                    <edge source="x" target="y"/>
                    <edge source="y" target="x" directed="true"><data key="d0">3</data></edge>
                  </graph>
                </graphml>
                """);
        assertEquals(List.of(new Node("x", 0.25, false), new Node("y", Double.NaN, false)), topology.nodes());
        var uniform = new Delay.Uniform(1, 2);
        assertEquals(
                List.of(
                        new Link(0, 1, uniform, 0),
                        new Link(1, 0, uniform, 0),
                        new Link(1, 0, new Delay.Constant(3), 0)),
                topology.links());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                          | not GraphML, line 1",
                "no xml                                                      | not GraphML, line 1",
                "<graphml><graph>                                            | not GraphML, line 1",
                "<graphml/>                                                  | it has no graph",
                "<graphml><graph/><graph/></graphml>                         | it has several graphs; allowed: one",
                "<graphml><graph/></graphml>                                 | the topology has no nodes; allowed: at least one",
                "<graphml><graph><node/></graph></graphml>                   | a node has no id",
                "<graphml><graph><node id='a'/><node id='a'/></graph></graphml> | it has two nodes a",
                "<graphml><graph><node id='a'/><edge source='a' target='b'/></graph></graphml> | an edge ends at node b, which there is not",
                "<graphml><graph><node id='a'><data key='share'>x</data></node></graph></graphml> | share is x; allowed: a number",
                "<graphml><graph><node id='a'/><edge source='a' target='a'><data key='delay'>-1</data></edge></graph></graphml> | delay is -1.0; allowed: seconds from 0"
            })
    void what_is_wrong_is_said_in_one_line(String xml, String says) {
        assertEquals(
                says,
                assertThrows(IllegalArgumentException.class, () -> parse(xml)).getMessage());
    }

    @Test
    void no_other_file_is_read_and_nothing_is_expanded() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "0.5");
        String xml = "<!DOCTYPE graphml [<!ENTITY s SYSTEM \"" + secret.toUri() + "\">]><graphml><graph><node id='a'>"
                + "<data key='share'>&s;</data></node></graph></graphml>";
        var e = assertThrows(IllegalArgumentException.class, () -> parse(xml));
        assertTrue(e.getMessage().contains("document type"), e.getMessage());
        assertFalse(e.getMessage().contains("0.5"), e.getMessage());
    }
}
