"""Which actions of agenda items may be seen."""

from typing import Any, Self

from django.db.models import Q, QuerySet

from wijkraad.people.roles import is_board, is_staff


class TaskQuerySet(QuerySet[Any, Any]):
    """Chainable: Task.objects.visible_to(user).open()."""

    def visible_to(self, user: Any) -> Self:
        """The board sees those of the points that it sees; everybody else only what they do themselves."""
        items: Any = self.model._meta.get_field("item").related_model
        seen = items.objects.visible_to(user)
        if is_board(user):
            return self.filter(item__in=seen)
        mine = getattr(user, "pk", None) if getattr(user, "is_active", False) else None
        return self.filter(Q(responsible=mine)) if mine is not None else self.none()

    def open(self) -> Self:
        return self.filter(done_at=None)

    def held_by(self, user: Any) -> Self:
        """What this person has to hand over before leaving."""
        return self.open().filter(responsible=user).order_by("due", "id")


class TaskPaperQuerySet(QuerySet[Any, Any]):
    """Chainable: TaskPaper.objects.visible_to(user).there()."""

    def visible_to(self, user: Any) -> Self:
        """Who sees the action sees the file, as long as they work for the council."""
        tasks: Any = self.model._meta.get_field("task").related_model
        return self.filter(task__in=tasks.objects.visible_to(user)) if is_staff(user) else self.none()

    def there(self) -> Self:
        """Not taken away."""
        return self.filter(removed_at=None)
