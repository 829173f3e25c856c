"""What is to stand on a certificate."""

from contracts.fields import Strict, word
from matching.domain.proof import LANGUAGES


class CertificateWanted(Strict):
    """In which language."""

    language = word(LANGUAGES)
