//! Where a ledger lies when nobody says.

use crate::LedgerError;
use etcetera::{BaseStrategy, choose_base_strategy};
use std::path::PathBuf;

/// The ledger's place by the platform's convention: `$XDG_DATA_HOME/gainsay/ledger.db` (else under
/// `~/.local/share`), on Windows under the roaming `AppData`.
///
/// Nothing is made or looked at.
pub fn default_path() -> Result<PathBuf, LedgerError> {
    let strategy = choose_base_strategy().map_err(|error| LedgerError::NoHome(error.into()))?;
    Ok(strategy.data_dir().join("gainsay").join("ledger.db"))
}
