"""The environments' ids: one for each protocol, and one that takes any, a Java file with rules of one's own among them."""

PROTOCOLS = (  # a test holds this to the registry in Java, which is too slow to ask on import
    "nakamoto",
    "parallel",
    "simple-parallel",
    "tree-parallel",
    "dag-parallel",
    "tailstorm",
    "ethereum-whitepaper",
    "ethereum-byzantium",
    "ghostdag",
    "cumulative",
    "leader-schedule",
    "hfm",
    "separate-chains",
    "double-spend",
)

_ONE, _MANY = "undermine.env:AttackEnv", "undermine.vector:AttackVectorEnv"
ANY = "undermine/Protocol-v0"  # make(ANY, protocol="path/to/Mine.java", alpha=0.35, k=4)


def id_of(protocol: str) -> str:
    """``undermine/DagParallel-v0`` for ``dag-parallel``."""
    name = "".join(word.capitalize() for word in protocol.split("-"))
    return f"undermine/{name.replace('Ghostdag', 'GhostDag')}-v0"


def register() -> None:
    """Makes ``gymnasium.make`` know every id."""
    from gymnasium.envs.registration import register, registry

    if ANY not in registry:
        register(ANY, entry_point=_ONE, vector_entry_point=_MANY)
    for protocol in PROTOCOLS:
        if id_of(protocol) not in registry:
            register(id_of(protocol), entry_point=_ONE, vector_entry_point=_MANY, kwargs={"protocol": protocol})
