"""The rows of one therapy file: its facts with their ids, days, best kind of evidence and citations.

Not here: what all therapies share (`loaders.rows`), and after how many days a fact is due (`loaders.due_days`).
"""

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
from loaders.gathered_rows import GatheredRows, Row
from loaders.records import Outcome, Participants, SafetyFact, Therapy, Trial
from loaders.rules import trial_id
from loaders.search_words import searchable
from loaders.sign_offs import valid_sign_offs


class TherapyRows:
    """The rows of one therapy file."""

    def __init__(self, rows: GatheredRows, therapy: Therapy, curated: Curated) -> None:
        self.rows = rows
        self.therapy = therapy
        self.curated = curated
        self.sources = {source.id: source for source in therapy.sources}
        self.signed = valid_sign_offs(therapy)

    def add(self) -> None:
        """Add them all."""
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
        self._sign_offs()
        self._search()

    def _row(self, table: str, place: str, fact: Any, days: int, columns: Row, checked: date | None = None) -> str:
        """Add a cited fact with its id, dates, evidence and citations; return its fact_id."""
        fact_id = f"{self.therapy.id}/{place}"
        cited = [self.sources[source_id] for source_id in fact.sources]
        when = self._checked(place, checked or min(date.fromisoformat(source.checked) for source in cited))
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

    def _checked(self, place: str, day: date) -> date:
        """`day`: that of its sources. Somebody's look at this very fact counts where it is newer."""
        signed = self.signed.get(place)
        return max(day, date.fromisoformat(signed.checked)) if signed and signed.checked else day

    def _own_days(self, place: str, days: int) -> Row:
        """The days of what has no source of its own, and is read again with the whole file."""
        when = self._checked(place, date.fromisoformat(self.therapy.review.checked_on))
        return {"checked_on": when, "due_on": when + timedelta(days=days)}

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
                "looked_after_by": self._looked_after_by(),
                **self._own_days("turnaround", due_days.DAYS_OTHER),
                "evidence": evidence,
            },
        )

    def _looked_after_by(self) -> str | None:
        people = self.curated.people.people.items()
        return next((sign for sign, person in people if self.therapy.id in person.looks_after), None)

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
                    **self._own_days(f"indication/{indication.id}", due_days.DAYS_REGULATORY),
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
        columns["sites_listed"] = trial.sites is not None
        checked = due_days.trial_checked(trial)
        copied = date.fromisoformat(trial.registry_copy) if trial.registry_copy else None
        # Who looked at the record itself since then knows more than the copy.
        looked = copied is not None and self._checked(f"trial/{trial_id(trial)}", copied) > copied
        columns["registry_copy"] = None if looked else copied
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
        known = numbers_of(self.therapy)
        for position, caution in enumerate(self.therapy.cautions, 1):
            keys = {"fact_id": f"{self.therapy.id}/caution/{position}", "therapy_id": self.therapy.id}
            row = {**keys, "text": caution.text, "numbers": [known[fact] for fact in caution.numbers]}
            self.rows.add("cautions", {**row, **self._own_days(f"caution/{position}", due_days.DAYS_OTHER)})
        for number, note in enumerate(note_rows(self.therapy.call_notes), 1):
            keys = {"fact_id": f"{self.therapy.id}/note/{number}", "therapy_id": self.therapy.id}
            self.rows.add("call_notes", {**keys, **note, **self._own_days(f"note/{number}", due_days.DAYS_OTHER)})
        for source in self.therapy.sources:
            keys = {"id": f"{self.therapy.id}/{source.id}", "therapy_id": self.therapy.id}
            self.rows.add("sources", {**source.model_dump(), **keys, "checked": date.fromisoformat(source.checked)})

    def _sign_offs(self) -> None:
        for place, signed in self.signed.items():
            keys = {"fact_id": f"{self.therapy.id}/{place}", "therapy_id": self.therapy.id}
            day = date.fromisoformat(signed.checked) if signed.checked else None
            self.rows.add(
                "sign_offs", {**keys, **signed.model_dump(include={"author", "confirmed_by"}), "checked": day}
            )

    def _search(self) -> None:
        for kind, text in searchable(self.therapy, self.curated.diseases):
            self.rows.add("search", {"therapy_id": self.therapy.id, "kind": kind, "text": text})
