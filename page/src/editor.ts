import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, keymap } from "@codemirror/view";

/** What the editor itself says, in Chinese. */
const PHRASES = {
  Find: "查找",
  Replace: "替换为",
  next: "下一个",
  previous: "上一个",
  all: "全选",
  "match case": "区分大小写",
  "by word": "整词",
  regexp: "正则",
  replace: "替换",
  "replace all": "全部替换",
  close: "关闭",
  "current match": "当前一处",
  "replaced $ matches": "已替换 $ 处",
  "replaced match on line $": "已替换第 $ 行的一处",
  "on line": "在第",
  "Selection deleted": "已删去选中的文字",
  "Go to line": "转到行",
  go: "转到",
};

/** Extensions for a document: what every editor has, and `more`. */
export function extensions(nonce: string, more: Extension): Extension {
  return [
    EditorView.cspNonce.of(nonce),
    EditorState.phrases.of(PHRASES),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": "文稿", lang: "zh-CN", tabindex: "0", spellcheck: "false", autocorrect: "off" }),
    history(),
    drawSelection(),
    search({ top: true }),
    more,
    keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap]),
  ];
}
