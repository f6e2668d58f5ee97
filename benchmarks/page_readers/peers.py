"""Other readers of the same texts: naive Bayes on the taxonomy's names, and sentence embeddings a person has."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import MultinomialNB

from explainer.taxonomy import Taxonomy

Reader = Callable[[str], Mapping[str, float]]



def naive_bayes(taxonomy: Taxonomy) -> Reader:
    """A bag of words per topic: its name and the names above it."""
    topics = taxonomy.topics
    vectorizer = CountVectorizer(stop_words="english")
    model = MultinomialNB(fit_prior=False)
    model.fit(vectorizer.fit_transform(" ".join(topic.path) for topic in topics), [topic.id for topic in topics])

    def read(text: str) -> Mapping[str, float]:
        row = model.predict_proba(vectorizer.transform([text]))[0]
        return dict(zip(model.classes_.tolist(), row.tolist(), strict=True))

    return read
