//! `cargo xtask dist`: one archive with bundle, pages, schemas, sample feed, npm package, checksums and SBOM, the same bytes
//! from the same sources. Unpacked over an older version it leaves that version's folder alone.

mod archive;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;

use sha2::{Digest, Sha256};

use self::archive::Entry;
use crate::dist::{VERSION, folder};
use crate::run::{Failure, Outcome, at, cargo, output, read, root, run, say, write};
use crate::wasm::Pace;
use crate::{dist, serve};

/// The folder that an archive unpacks to: the same in every version, so that a newer one comes to lie over an older one.
const TOP: &str = "cchc-widgets";

/// Builds everything and packs it.
pub(crate) fn dist() -> Outcome {
    dist::build(Pace::Release)?;
    serve::feed()?;
    let now = time()?;
    let entries = contents(&folder(), now)?;
    for (ending, bytes) in [
        ("tar.gz", archive::tar_gz(TOP, &entries, now)?),
        ("zip", archive::zip(&format!("{TOP}/"), "", &entries)?),
    ] {
        let name = format!("target/{TOP}-{VERSION}.{ending}");
        write(&root().join(&name), &bytes)?;
        say(&format!(
            "{name}: {} files, {} bytes, sha256 {}",
            entries.len(),
            bytes.len(),
            hex(&bytes)
        ));
    }
    say("compiling the command for publication");
    run(cargo()
        .args(["build", "--quiet", "--locked", "--package", "cchc-hub"])
        .args(["--profile", "hub"]))?;
    let command = root().join("target/cchc");
    single(&root().join("target/hub/cchc"), &entries, &command)?;
    say("target/cchc carries everything: target/cchc serve");
    Ok(())
}

/// Writes a copy of the hub's program with everything it serves behind its own bytes (hub/serve/carried.rs).
fn single(program: &Path, entries: &[Entry], to: &Path) -> Outcome {
    let mut carried = Vec::new();
    for entry in entries {
        let path = match entry.path.strip_prefix("sample-feed/") {
            Some(rest) => format!("feed/{rest}"),
            None if entry.path.starts_with("npm/") => continue,
            None => entry.path.clone(),
        };
        carried.push(Entry::new(path, entry.content.clone()));
    }
    let mut bytes = std::fs::read(program).map_err(at(program.display()))?;
    bytes.extend(archive::zip("", &format!("{TOP} {VERSION}"), &carried)?);
    write(to, &bytes)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(to, std::fs::Permissions::from_mode(0o755))
            .map_err(at(to.display()))?;
    }
    Ok(())
}

/// Starts the single command in an empty folder and asks it for a file of each kind.
fn serves_alone(entries: &[Entry], place: &Path) -> Outcome {
    let command = place.join("cchc");
    single(&root().join("target/debug/cchc"), entries, &command)?;
    let empty = place.join("empty");
    std::fs::create_dir_all(&empty).map_err(at(empty.display()))?;
    let mut server = std::process::Command::new(&command)
        .args(["serve", "--addr", "127.0.0.1:0"])
        .current_dir(&empty)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .map_err(at(command.display()))?;
    let done = ask(&mut server);
    // Asked, not killed, so that it can put away what it laid down.
    let ended = run(std::process::Command::new("kill").arg(server.id().to_string()));
    _ = server.wait();
    let left = std::fs::read_dir(&empty).map_err(at(empty.display()))?;
    if left.count() > 0 {
        return Err(Failure("cchc serve wrote into its folder".to_owned()));
    }
    done.and(ended)
}

fn ask(server: &mut std::process::Child) -> Outcome {
    let out = server.stdout.take().map(BufReader::new);
    let mut line = String::new();
    if let Some(mut out) = out {
        out.read_line(&mut line).map_err(at("cchc serve"))?;
    }
    let addr = line
        .trim()
        .strip_prefix("listening http://")
        .ok_or_else(|| Failure(format!("cchc serve said `{}`", line.trim())))?;
    let loader = format!("/v1/{VERSION}/cchc.js");
    for (path, word) in [
        ("/", "<html"),
        ("/examples/news.html", "<cchc-news"),
        (&*loader, "customElements"),
        ("/feed/v1/cchc.json", "\"feeds\""),
        ("/feed/v1/schema/news.json", "$schema"),
    ] {
        let mut stream = TcpStream::connect(addr).map_err(at(addr))?;
        let request = format!("GET {path} HTTP/1.1\r\nHost: {addr}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).map_err(at(path))?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).map_err(at(path))?;
        let answer = String::from_utf8_lossy(&answer);
        if !answer.starts_with("HTTP/1.1 200") || !answer.contains(word) {
            let head = answer.lines().next().unwrap_or_default();
            return Err(Failure(format!("{path}: {head}, or no `{word}` in it")));
        }
    }
    Ok(())
}

/// Packs what is built twice, and says whether it is the same and as its checksums say.
pub(crate) fn check() -> Outcome {
    let now = time()?;
    let entries = contents(&folder(), now)?;
    let one = archive::tar_gz(TOP, &entries, now)?;
    if one != archive::tar_gz(TOP, &contents(&folder(), now)?, now)? {
        return Err(Failure("two archives of the same tree differ".to_owned()));
    }
    let target = root().join("target/dist-check");
    if target.exists() {
        std::fs::remove_dir_all(&target).map_err(at(target.display()))?;
    }
    tar::Archive::new(flate2::read::GzDecoder::new(one.as_slice()))
        .unpack(&target)
        .map_err(at(target.display()))?;
    let unpacked = target.join(TOP);
    let sums = read(&unpacked.join("SHA256SUMS"))?;
    for line in sums.lines() {
        let (sum, path) = line.split_once("  ").unwrap_or_default();
        let content = std::fs::read(unpacked.join(path)).map_err(at(path))?;
        if hex(&content) != sum {
            return Err(Failure(format!("{path} is not what SHA256SUMS says")));
        }
    }
    say(&format!(
        "{} files are what SHA256SUMS says",
        sums.lines().count()
    ));
    serves_alone(&entries, &target)?;
    say("the command alone serves everything from an empty folder");
    std::fs::remove_dir_all(&target).map_err(at(target.display()))
}

/// The time that counts as now: what the caller says, else that of the last commit, else the beginning of archives.
fn time() -> Outcome<u64> {
    let said = std::env::var("SOURCE_DATE_EPOCH").ok();
    let folder = root().display().to_string();
    let said = said.or_else(|| output("git", &["-C", &folder, "log", "-1", "--format=%ct"]));
    said.map_or(Ok(315_532_800), |said| {
        said.trim()
            .parse()
            .map_err(at(format!("SOURCE_DATE_EPOCH {said}")))
    })
}

/// Everything that goes in, in the order in which it is unpacked: files of this version before whatever names them.
fn contents(built: &Path, time: u64) -> Outcome<Vec<Entry>> {
    let mut entries = Vec::new();
    let mut package = Vec::new();
    for (path, content) in files(built)? {
        if let Some(path) = path.strip_prefix("npm/") {
            package.push(Entry::new(path, content));
        } else if is_ours(&path) {
            entries.push(Entry::new(path, content));
        }
    }
    // As `npm pack` makes it.
    entries.push(Entry::new(
        format!("npm/{TOP}-{VERSION}.tgz"),
        archive::tar_gz("package", &package, time)?,
    ));
    let feed = sample(time)?;
    entries.extend(
        feed.into_iter()
            .map(|(path, content)| Entry::new(format!("sample-feed/v1/{path}"), content)),
    );
    for name in ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"] {
        let path = root().join(name);
        entries.push(Entry::new(
            name,
            std::fs::read(&path).map_err(at(path.display()))?,
        ));
    }
    let readme = include_str!("release/README.md").replace("__VERSION__", VERSION);
    entries.push(Entry::new("README.md", readme));
    Ok(finished(entries))
}

/// Sorts the entries and adds their sums.
fn finished(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    let sums: String = entries
        .iter()
        .map(|entry| format!("{}  {}\n", hex(&entry.content), entry.path))
        .collect();
    entries.push(Entry::new("SHA256SUMS", sums));
    entries.sort_by(|a, b| rank(&a.path).cmp(&rank(&b.path)).then(a.path.cmp(&b.path)));
    entries
}

/// What must lie there first: the folder of the version, then what names it.
fn rank(path: &str) -> u8 {
    match path.strip_prefix("v1/") {
        Some(rest) if rest.contains('/') => 0,
        Some(_) => 2,
        None => 1,
    }
}

/// Whether a file of the built tree goes in as it is: no feed, no other version, nothing hidden.
fn is_ours(path: &str) -> bool {
    let other = path
        .strip_prefix("v1/")
        .and_then(|rest| rest.split_once('/'))
        .is_some_and(|(version, _)| version != VERSION);
    !other && !path.starts_with("feed/") && !path.split('/').any(|part| part.starts_with('.'))
}

/// The sample feed, made anew at the given time: a feed that was built before carries its own history.
fn sample(time: u64) -> Outcome<Vec<(String, Vec<u8>)>> {
    let target = root().join("target/dist-feed");
    if target.exists() {
        std::fs::remove_dir_all(&target).map_err(at(target.display()))?;
    }
    let now = format!("{}", Moment(time));
    run(serve::run_hub()
        .args(["build", "examples/sources", "--static", "--now", &now, "-o"])
        .arg(&target)
        .stdout(std::process::Stdio::null()))?;
    let found = files(&target);
    std::fs::remove_dir_all(&target).map_err(at(target.display()))?;
    found
}

/// Seconds since 1970 as RFC 3339 in UTC.
struct Moment(u64);

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (days, secs) = (self.0 / 86_400, self.0 % 86_400);
        // Days to a date by the era of 400 years (H. Hinnant, "chrono-compatible low-level date algorithms").
        let z = days + 719_468;
        let (era, doe) = (z / 146_097, z % 146_097);
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let day = doy - (153 * mp + 2) / 5 + 1;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = yoe + era * 400 + u64::from(month <= 2);
        let (hour, minute, second) = (secs / 3600, secs / 60 % 60, secs % 60);
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
        )
    }
}

/// Every file below a folder with its path in `/`, sorted.
fn files(folder: &Path) -> Outcome<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(at(folder.display()))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path().strip_prefix(folder).map_err(at("path"))?;
        let parts: Vec<_> = path
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        let content = std::fs::read(entry.path()).map_err(at(entry.path().display()))?;
        found.push((parts.join("/"), content));
    }
    Ok(found)
}

fn hex(content: &[u8]) -> String {
    let hash = Sha256::digest(content);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
