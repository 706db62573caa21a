package org.undermine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the house is laid out: dependencies point one way, protocols &lt;- env &lt;- agents &lt;- bridge. */
class ArchitectureTest {
    private static final int AT_LEAST = 100;

    private static final JavaClasses CLASSES =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("org.undermine");

    @Test
    void the_rules_below_see_the_whole_project() {
        assertTrue(CLASSES.size() >= AT_LEAST, "only " + CLASSES.size() + " classes");
    }

    @Test
    void layers_depend_only_on_those_below() {
        check(layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("protocols")
                .definedBy("org.undermine.protocols..")
                .layer("env")
                .definedBy("org.undermine.env..")
                .layer("agents")
                .definedBy("org.undermine.agents..")
                .layer("bridge")
                .definedBy("org.undermine.bridge..")
                .whereLayer("protocols")
                .mayNotAccessAnyLayer()
                .whereLayer("env")
                .mayOnlyAccessLayers("protocols")
                .whereLayer("agents")
                .mayOnlyAccessLayers("env", "protocols"));
    }

    @Test
    void protocols_need_nothing_but_java() {
        check(noClasses()
                .that()
                .resideInAPackage("org.undermine.protocols..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("org.undermine.protocols..", "java..", "javax.tools", "javax.lang.model"));
    }

    @Test
    void the_mdp_knows_nothing_of_blocks() {
        check(noClasses()
                .that()
                .resideInAPackage("org.undermine.env.mdp")
                .should()
                .dependOnClassesThat(resideInAPackage("org.undermine..")
                        .and(resideInAPackage("org.undermine.env.mdp").negate())));
    }

    @Test
    void literature_models_do_not_lean_on_the_attack() {
        check(noClasses()
                .that()
                .resideInAPackage("org.undermine.env.models..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.undermine.env.attack.."));
    }

    @Test
    void the_checker_shares_no_code_with_the_solver() {
        check(noClasses()
                .that(nameMatching("org\\.undermine\\.agents\\.exact\\.(Checker|Drift|Directed|HonestPlay)(\\$.*)?"))
                .should()
                .transitivelyDependOnClassesThat(nameMatching(
                        "org\\.undermine\\.agents\\.exact\\.\\w*(Solver|Iteration|Bound|PolicyValue|Backup).*")));
    }

    @Test
    void packages_have_no_cycles() {
        check(slices().matching("org.undermine.(**)").should().beFreeOfCycles());
    }

    @ParameterizedTest
    @ValueSource(strings = {"protocols", "env", "agents", "bridge"})
    void every_package_says_what_it_holds(String module) throws IOException {
        Path sources = Path.of("..", module, "src", "main", "java");
        try (Stream<Path> files = Files.walk(sources)) {
            List<Path> undocumented = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(folder -> Files.notExists(folder.resolve("package-info.java")))
                    .toList();
            assertEquals(List.of(), undocumented);
        }
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
