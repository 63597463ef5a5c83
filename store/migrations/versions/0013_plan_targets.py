"""The community safety plan: plans, their targets, leads and progress"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_STATES, _COLOURS = 32, 32


def upgrade() -> None:
    _plans()
    _targets()
    _leads()
    _progress()


def _plans() -> None:
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=500), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_plan_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("partnership_id", "label", name=op.f("uq_plan_partnership_id_label")),
    )


def _targets() -> None:
    op.create_table(
        "plan_target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("chapter", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=300), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("priority", sa.String(length=100), nullable=True),
        sa.Column("lead", sa.String(length=400), nullable=False),
        sa.Column("timescale", sa.String(length=200), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("recurs", sa.String(length=40), nullable=True),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=_STATES), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("rag", sa.String(length=_COLOURS), nullable=True),
        sa.Column("rag_reason", sa.String(), nullable=False),
        sa.Column("rag_by", sa.String(length=200), nullable=False),
        sa.Column("rag_on", sa.Date(), nullable=True),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("carried_from_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=500), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number > 0 AND chapter >= 0", name=op.f("ck_plan_target_reference")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_plan_target_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_target_plan_id_plan")),
        sa.ForeignKeyConstraint(
            ["carried_from_id"], ["plan_target.id"], name=op.f("fk_plan_target_carried_from_id_plan_target")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_target")),
        sa.UniqueConstraint("carried_from_id", name=op.f("uq_plan_target_carried_from_id")),
        sa.UniqueConstraint(
            "plan_id", "chapter", "number", name=op.f("uq_plan_target_plan_id_chapter_number")
        ),
    )
    op.create_index("ix_plan_target_due", "plan_target", ["partnership_id", "state", "due"])


def _leads() -> None:
    op.create_table(
        "target_lead",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "person_id IS NULL AND organisation_id IS NULL"
            " OR person_id IS NULL AND group_id IS NULL"
            " OR organisation_id IS NULL AND group_id IS NULL",
            name=op.f("ck_target_lead_one_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_target_lead_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["plan_target.id"], name=op.f("fk_target_lead_target_id_plan_target")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_target_lead_person_id_person")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_target_lead_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["group_id"], ["body.id"], name=op.f("fk_target_lead_group_id_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_lead")),
    )
    op.create_index("ix_target_lead_target", "target_lead", ["target_id", "position"])
    op.create_index("ix_target_lead_person", "target_lead", ["person_id"])
    op.create_index("ix_target_lead_organisation", "target_lead", ["organisation_id"])
    op.create_index("ix_target_lead_group", "target_lead", ["group_id"])


def _progress() -> None:
    op.create_table(
        "target_progress",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("covers", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_target_progress_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["plan_target.id"], name=op.f("fk_target_progress_target_id_plan_target")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_progress")),
    )
    op.create_index("ix_target_progress_target", "target_progress", ["target_id", "at"])


def downgrade() -> None:
    for table in ("target_progress", "target_lead", "plan_target", "plan"):
        op.drop_table(table)
