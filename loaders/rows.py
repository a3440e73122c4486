"""Checked records as the rows of every table: ids, check dates, evidence labels and computed ranges are added here."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from loaders import due_days
from loaders.call_notes import note_rows
from loaders.cautions import numbers_of
from loaders.computed_ranges import range_columns
from loaders.criteria import Criterion
from loaders.curated import Curated
from loaders.fields import first_day
from loaders.records import Outcome, Participants, SafetyFact, Therapy, Trial
from loaders.reference_records import Comparison, ReadSource
from loaders.rules import trial_id
from loaders.search_words import searchable

Row = dict[str, Any]


class Rows:
    """Rows by table, gathered while the records are walked."""

    def __init__(self, curated: Curated) -> None:
        self.ranks = {kind: rank for rank, kind in enumerate(curated.vocabulary.source_kind)}
        self.tables: dict[str, list[Row]] = {}
        for therapy in curated.therapies:
            _TherapyRows(self, therapy, curated).add()
        self._add_shared(curated)
        for comparison in curated.comparisons.comparisons:
            self._add_comparison(comparison, {therapy.id: therapy for therapy in curated.therapies})

    def add(self, table: str, row: Row) -> None:
        """One more row."""
        self.tables.setdefault(table, []).append(row)

    def _add_shared(self, curated: Curated) -> None:
        for key, disease in curated.diseases.diseases.items():
            self.add("diseases", {"id": key, **disease.model_dump()})
        for position, (key, condition) in enumerate(curated.conditions.conditions.items(), 1):
            self.add("conditions", {"id": key, "position": position, **condition.model_dump()})
        for field, words in curated.vocabulary.lists().items():
            for position, (code, word) in enumerate(words.items(), 1):
                shown = {"title": word.title, "plain": word.plain, "group": word.group, "region": word.region}
                flags = {"grants_approval": word.approval, "survival": word.survival, "direction": word.direction}
                self.add("vocabulary", {"field": field, "code": code, "position": position, **shown, **flags})
        for entry in curated.pathways.designations:
            self._add_entry("designations", entry.id, entry.model_dump(exclude={"sources"}), entry.sources)
        for entry in curated.pathways.access_routes:
            self._add_entry("access_routes", entry.id, entry.model_dump(exclude={"sources"}), entry.sources)
        for term in curated.glossary.terms:
            key = term.slug()
            self._add_entry("glossary", key, {"id": key, **term.model_dump(exclude={"sources"})}, term.sources)

    def _add_entry(self, table: str, key: str, row: Row, sources: list[ReadSource]) -> None:
        checked = min(date.fromisoformat(source.checked) for source in sources)
        self.add(table, {**row, "checked_on": checked, "due_on": checked + timedelta(days=due_days.DAYS_OTHER)})
        for position, source in enumerate(sources, 1):
            read = {"title": source.title, "url": source.url, "read": source.read}
            when = date.fromisoformat(source.checked)
            row = {"table": table, "entry_id": key, "position": position, "checked": when, **read}
            self.add("reference_sources", row)

    def _add_comparison(self, comparison: Comparison, therapies: dict[str, Therapy]) -> None:
        checked: list[date] = []
        for row_position, row in enumerate(comparison.rows, 1):
            for column_id, cell in row.cells().items():
                fact_id = f"{comparison.id}/{row.id}/{column_id}"
                cited = [(ref.therapy, _source(therapies[ref.therapy], ref.source)) for ref in cell.sources]
                when = min(date.fromisoformat(source.checked) for _, source in cited)
                checked.append(when)
                for position, (therapy_id, source) in enumerate(cited, 1):
                    self.add_citation("comparison_cells", fact_id, position, f"{therapy_id}/{source.id}", "supports")
                self.add(
                    "comparison_cells",
                    {
                        "fact_id": fact_id,
                        "comparison_id": comparison.id,
                        "row_id": row.id,
                        "row_position": row_position,
                        "row_title": row.title,
                        "seed": row.seed,
                        "column_id": column_id,
                        "text": cell.text,
                        "numbers": [numbers_of(therapies[ref.therapy])[ref.fact] for ref in cell.numbers],
                        "checked_on": when,
                        # A cell may speak of approvals, which are due soonest.
                        "due_on": when + timedelta(days=due_days.DAYS_REGULATORY),
                        "evidence": min((source.kind for _, source in cited), key=self.ranks.__getitem__),
                    },
                )
        for position, column in enumerate(comparison.columns, 1):
            shown = column.model_dump(exclude={"where"}) | column.where.model_dump()
            self.add("comparison_columns", {"comparison_id": comparison.id, "position": position, **shown})
        first = min(checked)
        said = {"id": comparison.id, "title": comparison.title, "lead": comparison.lead}
        due = first + timedelta(days=due_days.DAYS_REGULATORY)
        self.add("comparisons", {**said, "checked_on": first, "due_on": due})

    def add_citation(
        self, table: str, fact_id: str, position: int, source_id: str, role: str, says: str | None = None
    ) -> None:
        """A source that supports a fact, or that says otherwise."""
        keys = {"table": table, "fact_id": fact_id, "position": position}
        self.add("citations", {**keys, "source_id": source_id, "role": role, "says": says})


def _source(therapy: Therapy, source_id: str) -> Any:
    return next(source for source in therapy.sources if source.id == source_id)


class _TherapyRows:
    """The rows of one therapy file."""

    def __init__(self, rows: Rows, therapy: Therapy, curated: Curated) -> None:
        self.rows = rows
        self.therapy = therapy
        self.curated = curated
        self.sources = {source.id: source for source in therapy.sources}
        self.reviewed = date.fromisoformat(therapy.review.checked_on)

    def add(self) -> None:
        self._therapy()
        self._indications()
        self._regulatory()
        for outcome in self.therapy.outcomes:
            self._outcome(outcome)
        for group in self.therapy.participants:
            self._participants(group)
        for fact in self.therapy.safety:
            self._safety(fact)
        for trial in self.therapy.trials:
            self._trial(trial)
        self._access()
        self._texts_and_sources()
        self._search()

    def _row(self, table: str, place: str, fact: Any, days: int, columns: Row, checked: date | None = None) -> str:
        """Add a cited fact with its id, dates, evidence and citations; return its fact_id."""
        fact_id = f"{self.therapy.id}/{place}"
        cited = [self.sources[source_id] for source_id in fact.sources]
        when = checked or min(date.fromisoformat(source.checked) for source in cited)
        position = 0
        for position, source_id in enumerate(fact.sources, 1):
            self.rows.add_citation(table, fact_id, position, f"{self.therapy.id}/{source_id}", "supports")
        for conflict in getattr(fact, "conflicts", []):
            for source_id in conflict.sources:
                position += 1
                full_id = f"{self.therapy.id}/{source_id}"
                self.rows.add_citation(table, fact_id, position, full_id, "disagrees", conflict.says)
        known = {
            "fact_id": fact_id,
            "therapy_id": self.therapy.id,
            "checked_on": when,
            "due_on": when + timedelta(days=days),
            "evidence": self._evidence(table, [source.kind for source in cited]),
        }
        self.rows.add(table, {**columns, **known})
        return fact_id

    def _evidence(self, table: str, kinds: list[str]) -> str:
        # What a trial's record says is known from the register, also where a paper names the trial.
        if table == "trials" and "registry" in kinds:
            return "registry"
        return min(kinds, key=self.rows.ranks.__getitem__)

    def _therapy(self) -> None:
        therapy, time = self.therapy, self.therapy.turnaround
        keys = {"name", "short_name", "brand_name", "developer", "modality", "cell_source", "targets", "engineering"}
        columns = therapy.model_dump(include=keys | {"given_as", "plain_summary", "how_it_works"})
        evidence = None
        fact_id = f"{therapy.id}/turnaround"
        if time:
            evidence = min((self.sources[source].kind for source in time.sources), key=self.rows.ranks.__getitem__)
            for position, source_id in enumerate(time.sources, 1):
                self.rows.add_citation("therapies", fact_id, position, f"{therapy.id}/{source_id}", "supports")
        self.rows.add(
            "therapies",
            {
                **columns,
                "id": therapy.id,
                "aliases": therapy.code_names,
                "turnaround_days_low": time.days_low if time else None,
                "turnaround_days_high": time.days_high if time else None,
                "turnaround_basis": time.basis if time else None,
                "open_questions": therapy.review.open_questions,
                "fact_id": fact_id,
                "checked_on": self.reviewed,
                "due_on": self.reviewed + timedelta(days=due_days.DAYS_OTHER),
                "evidence": evidence,
            },
        )

    def _indications(self) -> None:
        for indication in self.therapy.indications:
            self._criteria(f"indication/{indication.id}", indication.criteria)
            columns = indication.model_dump(exclude={"disease", "criteria"})
            self.rows.add(
                "indications",
                {
                    **columns,
                    "disease_id": indication.disease,
                    "fact_id": f"{self.therapy.id}/indication/{indication.id}",
                    "therapy_id": self.therapy.id,
                    "checked_on": self.reviewed,
                    "due_on": self.reviewed + timedelta(days=due_days.DAYS_REGULATORY),
                },
            )

    def _regulatory(self) -> None:
        for event in self.therapy.regulatory:
            columns = event.model_dump(include={"id", "agency", "event", "date", "date_of", "note"})
            start = first_day(event.date) if event.date else None
            precision = ("year", "month", "day")[event.date.count("-")] if event.date else None
            columns |= {"indication_id": event.indication, "date_start": start, "date_precision": precision}
            self._row("regulatory_events", f"regulatory/{event.id}", event, due_days.DAYS_REGULATORY, columns)

    def _outcome(self, outcome: Outcome) -> None:
        columns = outcome.model_dump(exclude={"indication", "ci95", "control", "effect", "sources", "conflicts"})
        columns["indication_id"] = outcome.indication
        share = outcome.kind in ("proportion", "rate-at-time")
        columns |= range_columns("ci", outcome.ci95, outcome.responders if share else None, outcome.n)
        control, effect = outcome.control, outcome.effect
        if control:
            columns |= {f"control_{key}": value for key, value in control.model_dump(exclude={"ci95"}).items()}
            columns |= range_columns("control_ci", control.ci95, control.responders if share else None, control.n)
        if effect:
            low, high = effect.ci95 or (None, None)
            columns |= {"effect_measure": effect.measure, "effect_value": effect.value}
            columns |= {"effect_ci_low": low, "effect_ci_high": high}
        self._row("outcomes", f"outcome/{outcome.id}", outcome, due_days.DAYS_RESULT, columns)

    def _participants(self, group: Participants) -> None:
        results = [f"{self.therapy.id}/outcome/{result}" for result in group.results]
        shared = group.model_dump(include={"trial", "trial_name", "cohort"})
        shared |= {"group_id": group.id, "results": results}
        for position, step in enumerate(group.steps, 1):
            columns = {**shared, "position": position, **step.model_dump(exclude={"sources"})}
            self._row("participants", f"participants/{group.id}/{step.step}", step, due_days.DAYS_RESULT, columns)

    def _safety(self, fact: SafetyFact) -> None:
        columns = fact.model_dump(exclude={"sources", "control"})
        columns |= range_columns("ci", None, fact.n_affected, fact.n)
        if fact.control:
            columns |= {f"control_{key}": value for key, value in fact.control.model_dump().items()}
        days = due_days.DAYS_REGULATORY if fact.event == "boxed-warning" else due_days.DAYS_RESULT
        self._row("safety", f"safety/{fact.id}", fact, days, columns)

    def _trial(self, trial: Trial) -> None:
        columns = trial.model_dump(exclude={"id", "ages", "criteria", "sources", "sites", "registry_copy"})
        columns |= {"age_min_years": trial.ages.min_years, "age_max_years": trial.ages.max_years}
        columns["registry_copy"] = date.fromisoformat(trial.registry_copy) if trial.registry_copy else None
        columns["sites_listed"] = trial.sites is not None
        checked = due_days.trial_checked(trial)
        fact_id = self._row("trials", f"trial/{trial_id(trial)}", trial, due_days.DAYS_TRIAL_STATUS, columns, checked)
        self._criteria(f"trial/{trial_id(trial)}", trial.criteria)
        known = self.rows.tables["trials"][-1]
        for position, site in enumerate(trial.sites or [], 1):
            self.rows.add(
                "sites",
                {
                    **site.model_dump(),
                    "fact_id": f"{fact_id}/site/{position}",
                    "trial_id": fact_id,
                    "nct": trial.nct,
                    **{key: known[key] for key in ("therapy_id", "checked_on", "due_on", "evidence")},
                },
            )

    def _criteria(self, place: str, criteria: Sequence[Criterion]) -> None:
        for position, one in enumerate(criteria, 1):
            columns = {"of_fact": f"{self.therapy.id}/{place}", "position": position, **one.columns()}
            self._row("criteria", f"{place}/criterion/{one.id}", one, due_days.DAYS_OTHER, columns)

    def _access(self) -> None:
        for route in self.therapy.access:
            columns = route.model_dump(exclude={"sources"})
            days = due_days.access_days(route)
            self._row(
                "access", f"access/{route.id}", route, days, columns, due_days.access_checked(route, self.therapy)
            )

    def _texts_and_sources(self) -> None:
        due = self.reviewed + timedelta(days=due_days.DAYS_OTHER)
        known = numbers_of(self.therapy)
        for position, caution in enumerate(self.therapy.cautions, 1):
            keys = {"fact_id": f"{self.therapy.id}/caution/{position}", "therapy_id": self.therapy.id}
            row = {**keys, "text": caution.text, "numbers": [known[fact] for fact in caution.numbers]}
            self.rows.add("cautions", {**row, "checked_on": self.reviewed, "due_on": due})
        for number, note in enumerate(note_rows(self.therapy.call_notes), 1):
            keys = {"fact_id": f"{self.therapy.id}/note/{number}", "therapy_id": self.therapy.id}
            self.rows.add("call_notes", {**keys, **note, "checked_on": self.reviewed, "due_on": due})
        for source in self.therapy.sources:
            keys = {"id": f"{self.therapy.id}/{source.id}", "therapy_id": self.therapy.id}
            self.rows.add("sources", {**source.model_dump(), **keys, "checked": date.fromisoformat(source.checked)})

    def _search(self) -> None:
        for kind, text in searchable(self.therapy, self.curated.diseases):
            self.rows.add("search", {"therapy_id": self.therapy.id, "kind": kind, "text": text})
