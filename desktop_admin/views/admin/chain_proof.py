"""The proof above the journal: that the chain is whole, and that what this workstation saw last is still part of it."""

from PySide6.QtCore import QSettings

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.founding import OfficeState
from desktop_admin.contract.proof import JournalProof, VerifyJournal
from desktop_admin.views.admin.remembered_head import RememberedHead
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.widgets import CommandButton
from desktop_admin.views.furniture.banner import Banner


class ChainProof(Banner):
    """Says what the office found when it walked the chain. ``verify`` is the button that asks it to."""

    def __init__(self, desk: Desk, settings: QSettings) -> None:
        super().__init__(desk.theme, links=True)
        self._desk, self._settings = desk, settings
        self.remembered: RememberedHead | None = None
        """What was seen here last; None until the office's name is known."""
        self.verify = CommandButton("验证", "V", kind="primary")
        self.verify.clicked.connect(self._on_verify)

    def know_office(self, state: OfficeState) -> None:
        """Each office has its own head."""
        self.remembered = RememberedHead(self._settings, state.name)

    def _on_verify(self) -> None:
        """Walk the chain at the office, and ask whether the head seen here last is still part of it."""
        self.verify.setEnabled(False)
        self.verify.set_text("正在验证…")
        remembered = self.remembered.text if self.remembered is not None else ""
        self._desk.run(
            VerifyJournal(remembered),
            owner=self,
            done=lambda proof: self._on_proof(proof, remembered),
            failed=self._on_no_proof,
            slot="verify",
        )

    def _on_proof(self, proof: JournalProof, remembered: str) -> None:
        self._verified()
        if proof.intact:
            if self.remembered is not None:
                self.remembered.keep(proof.head, proof.head_hash)
            known = remembered.partition(":")[0]
            words = f"本机上次记住的第 {known} 号仍在其中。" if known else ""
            kept = f"已记住第 {proof.head} 号，下次验证会核对它。"
            self.say(f"{proof.sentence}{words}{kept}", tone="accent", icon="shield-check")
            return
        chain = "不在这条链上" in proof.sentence
        self.say(
            proof.sentence,
            *([("已查明原因，从现在起重新记", "", lambda: self._begin_anew(proof))] if chain else []),
            tone="bad",
            icon="shield-alert",
        )

    def _begin_anew(self, proof: JournalProof) -> None:
        """Somebody has found out why (a backup was restored, another office of that name)."""
        if self.remembered is not None:
            self.remembered.keep(proof.head, proof.head_hash, anew=True)
        self._on_verify()

    def _on_no_proof(self, error: OfficeError) -> None:
        self._verified()
        self.say(error.message, tone="warn")

    def _verified(self) -> None:
        self.verify.setEnabled(True)
        self.verify.set_text("验证")
