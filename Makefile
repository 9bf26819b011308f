# 入口はここだけ。`make help` で一覧が出ます。
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
READY := .venv/.ready
BOOK := $(BIN)/python tools/build_book.py
# 小さな行列ばかりなので、BLAS のスレッドを増やすと並列のテストどうしが奪い合って遅くなる
export OPENBLAS_NUM_THREADS ?= 1
PORT ?= 8000

.PHONY: help book test portable torch serve lab lint report notebooks bench bench-pages lock clean
.DEFAULT_GOAL := help

help:  ## この一覧を出す
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

$(READY): requirements.txt constraints.txt pyproject.toml tools/setup_env.py
	@$(PYTHON) tools/setup_env.py

book: $(READY)  ## 本を作る(_build/html/index.html)
	@$(BOOK)

# 1 章だけの試験: その章のノートブックと部屋、書き方の約束、クイズの約束
ONE = tests/chapters/$(CHAPTER)_* src/eshikaku/chapters/$(CHAPTER)_* $(wildcard book/$(CHAPTER)_*.ipynb) \
      tests/test_book.py tests/test_quiz.py tests/test_registry.py tests/test_syllabus.py tests/test_glossary.py

test: $(if $(CHAPTER),$(READY),book)  ## すべてのテストを実行する(CHAPTER=03 なら、その章に関わるものだけを 1 分で)
	@$(BIN)/python -m pytest -n 2 --dist loadfile --nbval $(if $(CHAPTER),$(ONE))

portable: $(READY)  ## ノートブックと数のテストを、ほかの機械の計算でも実行する(SEED=揺れの種)
	@$(BIN)/python tools/portable.py $(if $(SEED),--seed $(SEED)) $(if $(CHAPTER),$(ONE))

torch: $(READY)  ## PyTorch を .venv-torch に入れ、その場で計算した値とも比べる
	@$(BIN)/python tools/live_torch.py

serve: book  ## 本を http://localhost:8000/ で開けるようにする
	@$(BIN)/python tools/serve.py --port $(PORT)

lab: book  ## ノートブックの写しを notebooks/ に置き、JupyterLab で開く(書き換えたものは残す)
	@$(BIN)/python tools/lab.py $(LAB)

lint: $(READY)  ## コードと文章の書き方を確かめる
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/python -m tools.prose_lint

report: book  ## 章の大きさを、予算と並べた表にする
	@$(BIN)/python -m tools.report

notebooks: $(READY)  ## ノートブックを実行し直し、保存の形をそろえる
	@$(BIN)/python tools/notebooks.py

bench: $(READY)  ## 速さを測り、benchmarks/results/ に書く
	@for name in optimizers networks explorers; do $(BIN)/python -m benchmarks.bench_$$name || exit 1; done

bench-pages: book  ## ページの重さと速さを測り、benchmarks/results/ に書く(PEER=同じ回に比べる、ほかの版の _build/html)
	@$(BIN)/python -m benchmarks.bench_pages $(if $(PEER),--peer $(PEER))

lock: $(READY)  ## requirements.txt の範囲で最新の版を選び、constraints.txt に固定する
	@$(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --upgrade --no-annotate --no-header requirements.txt -o constraints.txt

clean:  ## できあがった物と環境を消す(ノートブックは消さない)
	rm -rf _build .venv .venv-torch .pytest_cache .ruff_cache .hypothesis .benchmarks
