"""What the page says, in Danish and in English."""

WORDS = {
    "da": {
        "title": "Samspil i tal",
        "lead": "Frivillige indsatser for familier – talt én gang for hver familie, hvert forløb og hvert møde.",
        "none": "Ingen indsats er sat i kraft endnu.",
        "suppressed": "Tal fra 1 til {most} vises som »under {below}«, så ingen kan kendes.",
        "as_of": "Talt {when}",
        "api": "For udviklere: API",
        "other": "In English",
    },
    "en": {
        "title": "Samspil in figures",
        "lead": "Voluntary programmes for families – counted once for each family, each match and each meeting.",
        "none": "No programme is in force yet.",
        "suppressed": "Counts from 1 to {most} are shown as “under {below}”, so that nobody can be recognised.",
        "as_of": "Counted {when}",
        "api": "For developers: API",
        "other": "På dansk",
    },
}
OTHER = {"da": "en", "en": "da"}
WHEN = {"da": "%d.%m.%Y kl. %H.%M", "en": "%d/%m/%Y at %H:%M, Danish time"}
