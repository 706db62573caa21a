"""What colour means in every picture. The palette is Okabe and Ito's, which colour-blind people can tell apart."""

COLOURS = {"adopt": "#0072B2", "override": "#D55E00", "match": "#009E73", "wait": "#E69F00"}
ATTACKER, DEFENDER, NOBODY, HONEST = "#D55E00", "#0072B2", "0.45", "0.45"
