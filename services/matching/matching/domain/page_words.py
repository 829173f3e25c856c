"""The languages of the page on which somebody says how it goes. What it says stands with the page."""

#: By the name each has for itself. Of these, the first is what nobody chose.
LANGUAGES = {
    "da": "Dansk",
    "en": "English",
    "ar": "العربية",
    "so": "Soomaali",
    "tr": "Türkçe",
    "uk": "Українська",
}
FROM_RIGHT_TO_LEFT = frozenset({"ar"})
