"""What the council does with an issue, from the first action to the checked result."""

from issues import actions
from issues.models import Action, Contradiction, Promise
from wijkraad.portal.demo.desk import ALL_TICKS
from wijkraad.portal.demo.voices import Teller, make_photo
from wijkraad.terms import clock

SEEN = "Ter plekke gezien, met foto’s van die dag."
"""Where it can be seen that an action was done, when a story tells nothing else of it."""


class Work(Teller):
    """The steps of who takes care of it."""

    def start(
        self,
        day: int,
        at: str,
        by: str,
        *,
        goal: str,
        criterion: str,
        baseline: str,
        action: str,
        due: int,
        key: str,
        decision: str = "",
    ) -> None:
        """Work begins, with goal, criterion, baseline and a first action."""

        def step() -> None:
            issue = actions.start_work(
                self.issue,
                by=self.world.person(by),
                cause=self.world.cause(decision) if decision else None,
                goal=goal,
                criterion=criterion,
                baseline=baseline,
                action_title=action,
                action_due=self.world.day(due),
            )
            self.world.rows[f"action {key}"] = issue.actions.order_by("-id").first()

        self._at(day, at, step, "start")

    def action(self, day: int, at: str, by: str, key: str, title: str, who: str, due: int) -> None:
        def step() -> None:
            self.world.rows[f"action {key}"] = actions.add_action(
                self.issue,
                by=self.world.person(by),
                title=title,
                responsible=self.world.person(who),
                due=self.world.day(due),
            )

        self._at(day, at, step, "action")

    def action_done(self, day: int, at: str, key: str, by: str, result: str, seen: str = SEEN) -> None:
        def step() -> None:
            act: Action = self.world.rows[f"action {key}"]
            actions.finish_action(act, by=self.world.person(by), result=result, proof=actions.Proof(seen))

        self._at(day, at, step, "action done")

    def move(self, day: int, at: str, to: str, by: str, reason: str) -> None:
        def step() -> None:
            actions.move_issue(self.issue, to, by=self.world.person(by), reason=reason, public_reason=reason)

        self._at(day, at, step, to)

    def promise(
        self, day: int, at: str, by: str, key: str, *, partner: str, who: str, where: str, what: str, due: int
    ) -> None:
        def step() -> None:
            self.world.rows[f"promise {key}"] = actions.record_promise(
                self.issue,
                by=self.world.person(by),
                partner=self.world.partners[partner],
                who=who,
                what=what,
                where_said=where,
                said_on=clock.today(),
                due=self.world.day(due),
            )

        self._at(day, at, step, "promise")

    def promise_kept(self, day: int, at: str, key: str, by: str, *, kept: bool) -> None:
        def step() -> None:
            promise: Promise = self.world.rows[f"promise {key}"]
            actions.keep_promise(promise, by=self.world.person(by), kept=kept, on=clock.today())

        self._at(day, at, step, "promise kept")

    def wait(
        self, day: int, at: str, by: str, *, partner: str, until: int, promise: str = "", letter: str = ""
    ) -> None:
        """The ball lies with a partner until a date."""

        def step() -> None:
            rows = self.world.rows
            actions.wait_for(
                self.issue,
                by=self.world.person(by),
                partner=self.world.partners[partner],
                until=self.world.day(until),
                promise=rows.get(f"promise {promise}"),
                letter=rows.get(f"letter {letter}"),
            )

        self._at(day, at, step, "wait")

    def update(self, day: int, at: str, by: str, text: str, *, critical: bool = False) -> None:
        def step() -> None:
            actions.publish_update(self.issue, by=self.world.person(by), text=text, critical=critical)

        self._at(day, at, step, "update")

    def hearing(self, day: int, at: str, by: str, *, label: str, text: str, how: str, due: int) -> None:
        """Those concerned are asked for their reaction."""

        def step() -> None:
            person, last = self.world.person(by), self.world.day(due)
            self.world.rows[f"hearing {self.key}"] = actions.ask_reaction(
                self.issue, by=person, label=label, text=text, how=how, due=last
            )

        self._at(day, at, step, "hearing")

    def their_reaction(self, day: int, at: str, by: str, words: str) -> None:
        def step() -> None:
            row = self.world.rows[f"hearing {self.key}"]
            actions.record_reaction(row, by=self.world.person(by), on=clock.today(), reaction=words)

        self._at(day, at, step, "reaction")

    def say(self, day: int, at: str, by: str, *, level: str, about: str, how: str, until: int) -> None:
        """Residents may think along or decide."""

        def step() -> None:
            person, last = self.world.person(by), self.world.day(until)
            self.world.rows[f"say {self.key}"] = actions.open_say(
                self.issue, by=person, level=level, about=about, how=how, until=last
            )

        self._at(day, at, step, "say")

    def say_result(self, day: int, at: str, by: str, words: str) -> None:
        def step() -> None:
            row = self.world.rows[f"say {self.key}"]
            actions.close_say(row, by=self.world.person(by), result=words)

        self._at(day, at, step, "say result")

    def help_answer(self, day: int, at: str, by: str, words: str) -> None:
        """Yes please, to the oldest offer that waits."""

        def step() -> None:
            offer = self.issue.help_offers.filter(answered_at=None).earliest("pk")
            actions.answer_help(offer, by=self.world.person(by), accepted=True, answer=words)

        self._at(day, at, step, "help answer")

    def note(self, day: int, at: str, by: str, text: str) -> None:
        step = lambda: actions.add_note(self.issue, by=self.world.person(by), text=text)  # noqa: E731
        self._at(day, at, step, "note")

    def escalate(self, day: int, at: str, by: str, *, to: str, due: int, reason: str) -> None:
        def step() -> None:
            person = self.world.person(by)
            actions.escalate(self.issue, by=person, to=to, due=self.world.day(due), reason=reason)

        self._at(day, at, step, "escalate")

    def long_running(self, day: int, at: str, by: str, *, stuck_on: str, milestone: str, on: int) -> None:
        def step() -> None:
            person, day_ = self.world.person(by), self.world.day(on)
            actions.set_long_running(
                self.issue, by=person, stuck_on=stuck_on, milestone=milestone, milestone_on=day_
            )

        self._at(day, at, step, "long running")

    def claim(self, day: int, at: str, by: str, evidence: str, scene: str = "") -> None:
        """Done, says who did it, with a photo that was cleared for the site."""

        def step() -> None:
            person = self.world.person(by)
            photo = make_photo(scene, kind="after") if scene else None
            actions.claim_done(self.issue, by=person, evidence=evidence, photo=photo)
            if photo is not None:
                photo.refresh_from_db()
                actions.clear_photo(
                    photo, by=self.world.person("marga"), ticks=ALL_TICKS, description=evidence[:150]
                )

        self._at(day, at, step, "claim")

    def returned(self, day: int, at: str, by: str, answer: str) -> None:
        """The responsible person answers a contradiction: back to work."""

        def step() -> None:
            found = Contradiction.objects.get(issue=self.issue, settled_at=None)
            actions.answer_contradiction(found, by=self.world.person(by), returned=True, answer=answer)

        self._at(day, at, step, "returned")

    def judge(self, day: int, at: str, by: str, judgement: str, after: str, lesson: str) -> None:
        def step() -> None:
            person = self.world.person(by)
            actions.judge_criterion(
                self.issue, by=person, judgement=judgement, after_measure=after, lesson=lesson
            )

        self._at(day, at, step, "judge")

    def verify(self, day: int, at: str, by: str, evidence: str) -> None:
        step = lambda: actions.verify_issue(self.issue, by=self.world.person(by), evidence=evidence)  # noqa: E731
        self._at(day, at, step, "verify")

    def stop(self, day: int, at: str, by: str, reason: str) -> None:
        step = lambda: actions.stop_issue(self.issue, by=self.world.person(by), reason=reason)  # noqa: E731
        self._at(day, at, step, "stop")

    def reopen(self, day: int, at: str, by: str, reason: str) -> None:
        step = lambda: actions.reopen_issue(self.issue, by=self.world.person(by), reason=reason)  # noqa: E731
        self._at(day, at, step, "reopen")
