// The form of feedback as a component of Preact.

import { render } from "preact";
import { useState } from "preact/hooks";
import { YES_NO, form, ofKind, problems, send, values } from "../shared/feedback.js";

const Slip = ({ words }) => (words ? <em class="wrong">{words}</em> : null);

const Line = ({ name, words, type = "text", list, wrong }) => (
  <p>
    <label>
      {words} <input name={name} type={type} list={list} />
    </label>
    <Slip words={wrong?.[name]} />
  </p>
);

const Choices = ({ name, type, words, options, wrong }) => (
  <fieldset>
    <legend>{words}</legend>
    {options.map(({ value, label }) => (
      <label key={value}>
        <input type={type} name={name} value={value} /> {label}
      </label>
    ))}
    <Slip words={wrong?.[name]} />
  </fieldset>
);

function Question({ id, label, type, options }) {
  const name = `answer-${id}`;
  if (type === "choice") return <Choices name={name} type="radio" words={label} options={options} />;
  if (type === "yes_no") return <Choices name={name} type="radio" words={label} options={YES_NO} />;
  return <Line name={name} words={label} />;
}

function Feedback({ about }) {
  const [kind, setKind] = useState("");
  const [wrong, setWrong] = useState({});
  const [told, setTold] = useState("");
  const { title, intro, kinds, topics = [], questions = [], contact, consent, agencies } = about;
  const submit = (event) => {
    event.preventDefault();
    const filled = values(event.target);
    const found = problems(filled, about);
    setWrong(found);
    if (Object.keys(found).length) return;
    send(filled, about)
      .then((code) => setTold(`Đã gửi. Mã theo dõi: ${code}`))
      .catch((error) => setTold(`Chưa gửi được: ${error.message}`));
  };
  return (
    <>
      <h3>{title}</h3>
      <p>{intro}</p>
      <form noValidate onSubmit={submit} onChange={({ target }) => target.name === "kind" && setKind(target.value)}>
        <Choices name="kind" type="radio" words="Loại ý kiến" options={kinds.map(({ code, label }) => ({ value: code, label }))} wrong={wrong} />
        <p>
          <label>
            Về việc{" "}
            <select name="topic">
              <option value="">Không chọn</option>
              {ofKind(topics, kind).map(({ code, label }) => (
                <option key={code} value={code}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        </p>
        <Line name="title" words="Tiêu đề" wrong={wrong} />
        <p>
          <label>
            Nội dung <textarea name="body" rows={6} />
          </label>
          <Slip words={wrong.body} />
        </p>
        {ofKind(questions, kind).map((one) => (
          <Question key={one.id} {...one} />
        ))}
        <Line name="agency" words="Nơi giải quyết" list="agencies" wrong={wrong} />
        <datalist id="agencies">
          {agencies.map(({ id, name }) => (
            <option key={id} value={name} />
          ))}
        </datalist>
        <Line name="place" words="Nơi xảy ra" />
        <p>{contact.why}</p>
        <Line name="name" words="Họ tên" />
        <Line name="phone" words="Số điện thoại" type="tel" />
        <Line name="email" words="Thư điện tử" type="email" />
        <p>{consent.text}</p>
        <Choices name="agreed" type="checkbox" words="Mục đích" options={consent.purposes.map(({ id, label }) => ({ value: id, label }))} wrong={wrong} />
        <button>Gửi</button>
        <p role="status">{told}</p>
      </form>
    </>
  );
}

const place = document.querySelector(".fallback");
form()
  .then((about) => {
    place.replaceChildren();
    render(<Feedback about={about} />, place);
  })
  .catch((error) => console.warn(error));
