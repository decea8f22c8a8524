"""All figures K1–K19 by their code, each `(scope, *, today) -> Figure`."""

from collections.abc import Callable

from wijkraad.portal.figures import deciding, flow, money, places, relapse, scores, speed, watching
from wijkraad.portal.figures.shape import Figure

ALL: dict[str, Callable[..., Figure]] = {
    "K1": speed.figure_k1,
    "K2": speed.figure_k2,
    "K3": speed.figure_k3,
    "K4": watching.figure_k4,
    "K5a": deciding.figure_k5a,
    "K5b": deciding.figure_k5b,
    "K6": relapse.figure_k6,
    "K7": money.figure_k7,
    "K8": money.figure_k8,
    "K9": money.figure_k9,
    "K10": watching.figure_k10,
    "K11": flow.figure_k11,
    "K12": places.figure_k12,
    "K13": scores.figure_k13,
    "K14": deciding.figure_k14,
    "K15": deciding.figure_k15,
    "K16": money.figure_k16,
    "K17": deciding.figure_k17,
    "K18": places.figure_k18,
    "K19": deciding.figure_k19,
}
